import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BarcodeMatch } from '../../../api/circulation';
import { Keys } from '../../../ui/Keys';
import type { Deed } from '../desk/model';
import { circulation } from '../desk/session';
import classes from './RefusalPanel.module.css';

/** A card and an item share the scanned number: which is in the hand? */
export function CardOrItem({
  deed,
  matches,
  onDone,
}: {
  deed: Deed;
  matches: readonly BarcodeMatch[];
  onDone: () => void;
}) {
  const { t } = useTranslation('circulate');
  return (
    <section className={classes.panel} data-tone="attention" aria-label={t('refusal.ambiguous')}>
      <header className={classes.head}>
        <h2>{t('refusal.ambiguous')}</h2>
        <span className={classes.subject}>{deed.code}</span>
      </header>
      <div className={classes.actions}>
        {matches.map((match) => (
          <Button
            key={match.id}
            variant="default"
            onClick={() => {
              circulation.choose(deed.id, match);
              onDone();
            }}
          >
            {match.kind === 'patron'
              ? t('refusal.asCard', { name: match.name })
              : t('refusal.asItem', { name: match.name })}
          </Button>
        ))}
        <Button
          variant="subtle"
          color="gray"
          rightSection={<Keys combination="escape" />}
          onClick={() => {
            circulation.showRefusal(null);
            onDone();
          }}
        >
          {t('refusal.leave')}
        </Button>
      </div>
    </section>
  );
}
