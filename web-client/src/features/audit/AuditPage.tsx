import { Code } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { auditQuery, type AuditEvent, type AuditFilter } from '../../api/audit';
import { useFormats } from '../../api/useFormats';
import { useProblemWords } from '../../api/words';
import { EmptyState } from '../../ui/EmptyState';
import { MoreRows } from '../../ui/MoreRows';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Table, type Column } from '../../ui/Table';
import classes from './AuditPage.module.css';
import { AuditFilters } from './AuditFilters';
import { useAuditWords } from './useAuditWords';

interface AuditPageProps {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

/** Leads to the record an event was about, where there is a page for it. */
function Subject({ event }: { event: AuditEvent }) {
  const { subject } = useAuditWords();
  const { subject_kind: kind, subject_id: id } = event;
  if (kind === 'item') {
    return (
      <Link to="/desk/items/$itemId" params={{ itemId: id }}>
        {subject(kind)}
      </Link>
    );
  }
  if (kind === 'title') {
    return (
      <Link to="/desk/titles/$titleId" params={{ titleId: id }}>
        {subject(kind)}
      </Link>
    );
  }
  if (event.patron_id) {
    return (
      <Link to="/desk/patrons/$patronId" params={{ patronId: event.patron_id }}>
        {subject('patron')}
      </Link>
    );
  }
  return <span>{subject(kind)}</span>;
}

function Deed({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const hasChanges = Object.keys(event.changes as object).length > 0;
  if (!hasChanges) return <span className={classes.plain}>{words.deed(event.deed)}</span>;
  return (
    <details className={classes.deed}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {words.deed(event.deed)}
      </summary>
      <Code block aria-label={t('changes')}>
        {JSON.stringify(event.changes, null, 2)}
      </Code>
    </details>
  );
}

function useColumns(): readonly Column<AuditEvent>[] {
  const { t } = useTranslation('audit');
  const { instant } = useFormats();
  return [
    { key: 'deed', header: t('column.deed'), render: (event) => <Deed event={event} /> },
    { key: 'at', header: t('column.at'), render: ({ at }) => instant(at), isFixed: true },
    {
      key: 'who',
      header: t('column.who'),
      render: ({ actor, actor_kind, authorised_by }) =>
        [actor?.name ?? t(`actor.${actor_kind}`), authorised_by && t('byGrant', { name: authorised_by.name })]
          .filter(Boolean)
          .join(', '),
    },
    { key: 'branch', header: t('column.branch'), render: ({ branch }) => branch?.name, isOptional: true },
    { key: 'subject', header: t('column.subject'), render: (event) => <Subject event={event} /> },
    { key: 'why', header: t('column.why'), render: ({ reason }) => reason },
  ];
}

/** Who did what, when, where and by whose leave. */
export function AuditPage({ filter, onFilter }: AuditPageProps) {
  const { t } = useTranslation('audit');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useInfiniteQuery(auditQuery(filter));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AuditFilters filter={filter} onFilter={onFilter} />
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t('none')}>
          {t('noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('results')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
