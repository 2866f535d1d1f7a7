import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LibraryBig } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { availabilityQuery } from '../../../api/catalogue';
import type { TitleCopy } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { Notice } from '../../../ui/Notice';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { statusTone } from '../words';
import classes from './TitlePage.module.css';

function useColumns(): readonly Column<TitleCopy>[] {
  const { t } = useTranslation('catalogue');
  const { day } = useFormats();
  return [
    {
      key: 'barcode',
      header: t('copy.barcode'),
      render: ({ id, barcode }) => (
        <Link to="/desk/items/$itemId" params={{ itemId: id }}>
          {barcode ?? '–'}
        </Link>
      ),
    },
    { key: 'branch', header: t('copy.branch'), render: ({ branch }) => branch.name },
    {
      key: 'location',
      header: t('copy.location'),
      render: ({ location, collection, is_for_loan }) =>
        [location.name, collection?.name, is_for_loan ? null : t('item.forReference')].filter(Boolean).join(', '),
    },
    { key: 'call', header: t('copy.callNumber'), render: ({ call_number }) => call_number, isFixed: true },
    { key: 'part', header: t('copy.part'), render: ({ part }) => part, isOptional: true },
    {
      key: 'status',
      header: t('copy.status'),
      render: ({ status, due_on }) => (
        <StatusMark tone={statusTone(status)}>
          {due_on ? t('copy.due', { when: day(due_on, 'weekday') }) : t(`status.${status}`)}
        </StatusMark>
      ),
    },
  ];
}

/** Every copy: where it stands and whether it can be had. */
export function Copies({ titleId }: { titleId: string }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useQuery(availabilityQuery(titleId));
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  return (
    <section>
      <h2 className={classes.heading}>{t('record.copies')}</h2>
      {query.data?.items.length === 0 ? (
        <EmptyState icon={LibraryBig} title={t('record.noCopies')}>
          {t('record.noCopiesLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('record.copies')}
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
    </section>
  );
}
