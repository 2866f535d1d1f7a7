import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { briefTitlesQuery } from '../../../api/catalogue';
import type { TitleSummary } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Table, type Column } from '../../../ui/Table';

function useColumns(): readonly Column<TitleSummary>[] {
  const { t } = useTranslation('catalogue');
  const { instant } = useFormats();
  return [
    {
      key: 'title',
      header: t('column.title'),
      render: ({ id, title }) => (
        <Link to="/desk/titles/$titleId/edit" params={{ titleId: id }}>
          {title}
        </Link>
      ),
    },
    { key: 'author', header: t('column.author'), render: ({ author }) => author },
    { key: 'format', header: t('column.format'), render: ({ format }) => t(`format.${format}`), isFixed: true },
    { key: 'added', header: t('brief.added'), render: ({ created_at }) => instant(created_at), isFixed: true },
  ];
}

/** What desks wrote down in a few words, the oldest first: the cataloguers' list. */
export function BriefTitlesPage() {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useInfiniteQuery(briefTitlesQuery());
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('brief.title')} lead={t('brief.lead')}>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('brief.none')}>
          {t('brief.noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('brief.title')}
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
