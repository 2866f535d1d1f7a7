import { NumberInput, Stack } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { listTable, type ListFilter, type ListName } from '../../../api/reports';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { Filters } from '../../../ui/Filters';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import { BranchField } from '../BranchField';
import { TakeAway } from '../TakeAway';

export interface ListProps {
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
}

/** What an infinite query has found so far. */
interface Found<Row> {
  data: { pages: { items: Row[] }[] } | undefined;
  error: Error | null;
  isSuccess: boolean;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface ReportListProps<Row> extends ListProps {
  list: ListName;
  found: Found<Row>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
}

/** A list with what narrows it, and ways to take it away. */
export function ReportList<Row>({ list, filter, onFilter, found, columns, rowKey }: ReportListProps<Row>) {
  const { t } = useTranslation('reports');
  const words = useProblemWords();
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Filters>
        <BranchField value={filter.branch} onChange={(branch) => onFilter({ ...filter, branch })} />
        {filter.days !== undefined && (
          <NumberInput
            label={t('filter.days')}
            value={filter.days}
            min={0}
            max={3650}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            onChange={(days) => onFilter({ ...filter, days: Number(days) || 0 })}
          />
        )}
        <TakeAway name={list} table={() => listTable(list, filter)} />
      </Filters>
      {found.error && <Notice tone="refused">{words(found.error)}</Notice>}
      {found.isSuccess && rows.length === 0 ? (
        <EmptyState icon={ListChecks} title={t(`none.${list}`)}>
          {t('noneLead')}
        </EmptyState>
      ) : (
        <Table caption={t(`tab.${list}`)} columns={columns} rows={rows} rowKey={rowKey} isLoading={found.isPending} />
      )}
      <MoreRows
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </Stack>
  );
}
