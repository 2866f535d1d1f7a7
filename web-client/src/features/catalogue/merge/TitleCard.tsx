import { Radio, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { availabilityQuery } from '../../../api/catalogue';
import type { Title } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import classes from './MergeDialog.module.css';

/** One of the two titles, with its copies, and the choice to keep it. */
export function TitleCard({ title }: { title: Title }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const copies = useQuery(availabilityQuery(title.id));
  const none = t('record.none');
  const published = [title.publisher, title.published_year].filter((part) => part !== null).join(', ');
  return (
    <section className={classes.card} aria-label={title.title}>
      <Radio value={title.id} label={t('merge.keep', { title: title.title })} />
      <Facts
        rows={[
          { label: t('form.subtitle'), value: title.subtitle ?? none },
          { label: t('form.author'), value: title.author ?? none },
          { label: t('form.format'), value: t(`format.${title.format}`) },
          { label: t('record.published'), value: published || none },
          { label: t('record.isbns'), value: title.isbns.join(', ') || none },
        ]}
      />
      {copies.isError && <Notice tone="refused">{words(copies.error)}</Notice>}
      {copies.isPending && <Skeleton height={48} radius="md" />}
      {copies.data && (
        <>
          <h3 className={classes.heading}>{t('merge.copies', { count: copies.data.items_count })}</h3>
          <ul className={classes.copies}>
            {copies.data.items.map(({ id, barcode, branch, location, status }) => (
              <li key={id}>{[barcode, branch.name, location.name, t(`status.${status}`)].join(' · ')}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
