import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { importsQuery, isUnderway, type Import } from '../../../api/imports';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Table, type Column } from '../../../ui/Table';
import { ImportState } from '../ImportState';
import { Exports } from './Exports';

function useColumns(): readonly Column<Import>[] {
  const { t } = useTranslation('imports');
  const { instant } = useFormats();
  return [
    {
      key: 'file',
      header: t('column.file'),
      render: ({ id, filename, dry_run }) => (
        <Link to="/desk/imports/$importId" params={{ importId: id }}>
          {[filename ?? t('unnamed'), dry_run && t('dryRun')].filter(Boolean).join(' · ')}
        </Link>
      ),
    },
    { key: 'of', header: t('column.of'), render: ({ kind }) => t(`kind.${kind}`), isOptional: true },
    { key: 'state', header: t('column.state'), render: (row) => <ImportState of={row} /> },
    { key: 'records', header: t('column.records'), render: ({ records_count }) => records_count, isNumber: true },
    {
      key: 'new',
      header: t('column.new'),
      render: ({ titles_added_count, rows_added_count }) => titles_added_count + rows_added_count,
      isNumber: true,
    },
    {
      key: 'refused',
      header: t('column.refused'),
      render: ({ records_refused_count }) => records_refused_count,
      isNumber: true,
    },
    { key: 'who', header: t('column.who'), render: ({ staff }) => staff?.name ?? t('command'), isOptional: true },
    { key: 'at', header: t('column.at'), render: ({ created_at }) => instant(created_at), isFixed: true },
  ];
}

/** Files that were taken in, newest first. */
export function ImportsPage() {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useInfiniteQuery({
    ...importsQuery(),
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isUnderway)) ? 2000 : false),
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          leftSection={<FileUp size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/desk/imports/new" {...props} />}
        >
          {t('new')}
        </Button>
      }
    >
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={FileUp} title={t('none')}>
          {t('noneLead')}
        </EmptyState>
      ) : (
        <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} isLoading={query.isPending} />
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      <Exports />
    </Page>
  );
}
