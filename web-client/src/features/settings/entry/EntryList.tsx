import { Button, UnstyledButton } from '@mantine/core';
import type { QueryKey } from '@tanstack/react-query';
import { ListPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keeper } from '../../../api/settings';
import { useProblemWords } from '../../../api/words';
import type { Fields } from '../../../lib/fields';
import { EmptyState } from '../../../ui/EmptyState';
import { Notice } from '../../../ui/Notice';
import type { FieldSpec } from '../../../ui/RecordField';
import { Table, type Column } from '../../../ui/Table';
import { EntryDialog, type Entry } from './EntryDialog';
import classes from './EntryList.module.css';

interface EntryListProps<Row extends Entry> {
  title: string;
  add: string;
  list: { data: readonly Row[] | undefined; error: unknown; isPending: boolean };
  /** What stands beside the name. */
  columns: readonly Column<Row>[];
  specs: readonly FieldSpec[];
  fresh?: Fields;
  keeper: Keeper;
  shownIn: QueryKey;
}

/** A short list that supervisors keep: each name opens its entry. */
export function EntryList<Row extends Entry>(props: EntryListProps<Row>) {
  const { title, add, list, columns, specs, fresh, keeper, shownIn } = props;
  const { t } = useTranslation('settings');
  const words = useProblemWords();
  const [asking, setAsking] = useState<Row | 'new' | null>(null);
  const named: Column<Row> = {
    key: 'name',
    header: t('field.name'),
    render: (row) => (
      <UnstyledButton className={classes.name} onClick={() => setAsking(row)}>
        {row.name}
      </UnstyledButton>
    ),
  };
  const entry = asking === 'new' ? null : asking;
  return (
    <section className={classes.list} aria-label={title}>
      <header className={classes.head}>
        <h2>{title}</h2>
        <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setAsking('new')}>
          {add}
        </Button>
      </header>
      {list.error !== null && <Notice tone="refused">{words(list.error)}</Notice>}
      {list.data?.length === 0 ? (
        <EmptyState icon={ListPlus} title={t('none')} />
      ) : (
        <Table
          caption={title}
          columns={[named, ...columns]}
          rows={list.data ?? []}
          rowKey={({ id }) => id}
          isLoading={list.isPending}
        />
      )}
      {asking && (
        <EntryDialog
          entry={entry}
          title={entry ? t('edit', { name: entry.name }) : add}
          specs={specs}
          {...(fresh && { fresh })}
          keeper={keeper}
          shownIn={shownIn}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
