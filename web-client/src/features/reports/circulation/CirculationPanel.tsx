import { NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  circulationQuery,
  circulationTable,
  type CirculationCount,
  type CirculationFilter,
} from '../../../api/reports';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { BarChart } from '../../../ui/BarChart';
import { DayField } from '../../../ui/DayField';
import { EmptyState } from '../../../ui/EmptyState';
import { Filters } from '../../../ui/Filters';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import { BranchField } from '../BranchField';
import { TakeAway } from '../TakeAway';
import { countedBy, isCountedBy } from '../lists';

interface CirculationPanelProps {
  filter: CirculationFilter;
  onFilter: (filter: CirculationFilter) => void;
}

const kinds = ['check_outs', 'renewals', 'check_ins', 'in_house_uses'] as const;

const keyOf = ({ on, hour, branch }: CirculationCount) => on ?? branch?.id ?? String(hour);
const total = (rows: readonly CirculationCount[], kind: (typeof kinds)[number]) =>
  rows.reduce((sum, row) => sum + row[kind], 0);

function CirculationFilters({ filter, onFilter }: CirculationPanelProps) {
  const { t } = useTranslation('reports');
  return (
    <Filters>
      <DayField
        label={t('filter.from')}
        value={filter.from}
        onChange={(from) => from && onFilter({ ...filter, from })}
      />
      <DayField label={t('filter.to')} value={filter.to} onChange={(to) => to && onFilter({ ...filter, to })} />
      <NativeSelect
        label={t('filter.by')}
        value={filter.by}
        data={countedBy.map((by) => ({ value: by, label: t(`by.${by}`) }))}
        onChange={({ currentTarget: { value } }) => isCountedBy(value) && onFilter({ ...filter, by: value })}
      />
      <BranchField value={filter.branch} onChange={(branch) => onFilter({ ...filter, branch })} />
      <TakeAway name="circulation" table={() => circulationTable(filter)} />
    </Filters>
  );
}

/** What was done in a span of days: a chart to see it, a table to read it. */
export function CirculationPanel({ filter, onFilter }: CirculationPanelProps) {
  const { t, i18n } = useTranslation('reports');
  const words = useProblemWords();
  const { day, time } = useFormats();
  const { data, isPending, isError, error } = useQuery(circulationQuery(filter));
  const rows = data ?? [];
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const name = ({ on, hour, branch }: CirculationCount) =>
    on ? day(on, 'weekday') : branch ? branch.name : time(`${String(hour).padStart(2, '0')}:00`);
  const columns: readonly Column<CirculationCount>[] = [
    { key: 'key', header: t(`by.${filter.by}`), render: name },
    ...kinds.map((kind) => ({
      key: kind,
      header: t(`kind.${kind}`),
      render: (row: CirculationCount) => number(row[kind]),
      isNumber: true,
    })),
  ];
  const isEmpty = data !== undefined && kinds.every((kind) => total(rows, kind) === 0);
  return (
    <Stack gap="md">
      <CirculationFilters filter={filter} onFilter={onFilter} />
      {isError && <Notice tone="refused">{words(error)}</Notice>}
      {isEmpty ? (
        <EmptyState icon={ChartColumn} title={t('none.circulation')}>
          {t('noneSpan')}
        </EmptyState>
      ) : (
        <>
          {rows.length > 0 && (
            <BarChart
              label={t('chart', {
                out: number(total(rows, 'check_outs')),
                renewed: number(total(rows, 'renewals')),
                in: number(total(rows, 'check_ins')),
                used: number(total(rows, 'in_house_uses')),
              })}
              series={kinds.map((kind) => ({ key: kind, name: t(`kind.${kind}`) }))}
              bars={rows.map((row) => ({
                key: keyOf(row),
                label: name(row),
                values: kinds.map((kind) => row[kind]),
              }))}
              number={number}
            />
          )}
          <Table caption={t('tab.circulation')} columns={columns} rows={rows} rowKey={keyOf} isLoading={isPending} />
        </>
      )}
    </Stack>
  );
}
