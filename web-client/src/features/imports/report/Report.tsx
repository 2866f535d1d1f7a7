import { Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  importProblemsQuery,
  isUnderway,
  type Import,
  type ImportKind,
  type ImportProblem,
} from '../../../api/imports';
import { useProblemWords } from '../../../api/words';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { useImportWords } from '../useImportWords';

/** Where a record or a row stands, and what it is called. */
function usePlaceColumns(kind: ImportKind): readonly Column<ImportProblem>[] {
  const { t } = useTranslation('imports');
  if (kind !== 'marc') {
    return [
      { key: 'line', header: t('column.line'), render: ({ line_number }) => line_number, isNumber: true },
      { key: 'external', header: t('column.external'), render: ({ external_id }) => external_id, isFixed: true },
      { key: 'column', header: t('column.column'), render: ({ column }) => column, isFixed: true },
    ];
  }
  return [
    { key: 'record', header: t('column.record'), render: ({ record_number }) => record_number, isNumber: true },
    { key: 'offset', header: t('column.offset'), render: ({ byte_offset }) => byte_offset, isNumber: true },
    { key: 'number', header: t('column.number'), render: ({ control_number }) => control_number, isFixed: true },
    { key: 'tag', header: t('column.tag'), render: ({ tag }) => tag, isFixed: true },
  ];
}

function useColumns(kind: ImportKind): readonly Column<ImportProblem>[] {
  const { t } = useTranslation('imports');
  const { problem } = useImportWords();
  const places = usePlaceColumns(kind);
  return [
    {
      key: 'what',
      header: t('column.what'),
      render: (row) => (
        <>
          {problem(row)} {problem(row) !== row.detail && <small>{row.detail}</small>}
        </>
      ),
    },
    {
      key: 'kind',
      header: t('column.kind'),
      render: ({ is_refusal }) => (
        <StatusMark tone={is_refusal ? 'refused' : 'attention'}>{is_refusal ? t('refused') : t('noted')}</StatusMark>
      ),
    },
    ...places,
  ];
}

/** What there is to say about single records, page by page. */
export function Report({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const columns = useColumns(of.kind);
  const [refusalsOnly, setRefusalsOnly] = useState(false);
  const query = useInfiniteQuery({
    ...importProblemsQuery(of.id, refusalsOnly),
    enabled: of.problems_count > 0 && !isUnderway(of),
  });
  if (isUnderway(of)) return null;
  if (of.problems_count === 0) return of.state === 'done' ? <Notice tone="good">{t('nothingToSay')}</Notice> : null;
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title={t('report', { count: of.problems_count })}
      actions={
        <Switch
          className="no-print"
          label={t('refusalsOnly')}
          checked={refusalsOnly}
          onChange={(event) => setRefusalsOnly(event.currentTarget.checked)}
        />
      }
    >
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      <Table
        caption={t('report', { count: of.problems_count })}
        columns={columns}
        rows={rows}
        rowKey={({ number }) => String(number)}
        isLoading={query.isPending}
      />
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Panel>
  );
}
