import { Spoiler } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/Panel';
import { partsOf } from './parts';
import classes from './TitlePage.module.css';

/** What a title contains, a part on a line; a long list is folded. */
export function Contents({ text }: { text: string }) {
  const { t } = useTranslation('catalogue');
  return (
    <Panel title={t('record.contents')}>
      <Spoiler maxHeight={246} showLabel={t('record.more')} hideLabel={t('record.less')}>
        <ul className={classes.contents}>
          {partsOf(text).map((part, place) => (
            <li key={`${place} ${part}`}>{part}</li>
          ))}
        </ul>
      </Spoiler>
    </Panel>
  );
}
