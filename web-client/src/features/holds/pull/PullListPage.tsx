import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PackageCheck, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pullListQuery, reportMiss } from '../../../api/holds';
import { useSession } from '../../../api/session';
import type { PullListEntry } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Table, type Column } from '../../../ui/Table';

function useColumns(isWorking: boolean, onMissed: (entry: PullListEntry) => void): readonly Column<PullListEntry>[] {
  const { t } = useTranslation('holds');
  return [
    {
      key: 'item',
      header: t('pull.item'),
      render: ({ item }) => (
        <Link to="/desk/items/$itemId" params={{ itemId: item.id }}>
          {[item.title.title, item.part, item.title.author].filter(Boolean).join(' · ')}
        </Link>
      ),
    },
    { key: 'shelf', header: t('pull.shelf'), render: ({ location }) => location.name },
    { key: 'call', header: t('pull.callNumber'), render: ({ item }) => item.call_number ?? '–', isFixed: true },
    { key: 'barcode', header: t('pull.barcode'), render: ({ item }) => item.barcode, isFixed: true },
    { key: 'pickup', header: t('pull.pickup'), render: ({ pickup_branch }) => pickup_branch.name },
    {
      key: 'missed',
      header: '',
      isFixed: true,
      render: (entry) => (
        <Button
          className="no-print"
          size="compact-sm"
          variant="default"
          aria-label={t('pull.missedLabel', { title: entry.item.title.title, barcode: entry.item.barcode })}
          disabled={isWorking}
          onClick={() => onMissed(entry)}
        >
          {t('pull.missed')}
        </Button>
      ),
    },
  ];
}

/** What to fetch from the shelves, in their order; on paper, or on a phone between them. */
export function PullListPage() {
  const { t } = useTranslation('holds');
  const { branch } = useSession();
  const words = useProblemWords();
  const client = useQueryClient();
  const query = useInfiniteQuery(pullListQuery());
  const missing = useMutation({
    mutationFn: (entry: PullListEntry) => reportMiss(entry.hold_id, entry.item.id),
    onSettled: () => client.invalidateQueries({ queryKey: pullListQuery().queryKey }),
  });
  const columns = useColumns(missing.isPending, missing.mutate);
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('pull.title')}
      lead={t('pull.lead', { branch: branch.name })}
      actions={
        entries.length > 0 && (
          <Button
            className="no-print"
            variant="default"
            leftSection={<Printer size={15} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('pull.print')}
          </Button>
        )
      }
    >
      {missing.isSuccess && (
        <Notice tone="info">{t('pull.missedDone', { title: missing.variables.item.title.title })}</Notice>
      )}
      {missing.isError && (
        <Notice tone="refused" isUrgent>
          {words(missing.error)}
        </Notice>
      )}
      {query.isError && (
        <Notice tone="refused" isUrgent>
          {words(query.error)}
        </Notice>
      )}
      {query.isSuccess && entries.length === 0 ? (
        <EmptyState icon={PackageCheck} title={t('pull.none')}>
          {t('pull.noneLead')}
        </EmptyState>
      ) : (
        !query.isError && (
          <>
            <p className="no-print">{t('pull.check')}</p>
            <Table
              caption={t('pull.title')}
              columns={columns}
              rows={entries}
              rowKey={({ hold_id }) => hold_id}
              isLoading={query.isPending}
            />
          </>
        )
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
