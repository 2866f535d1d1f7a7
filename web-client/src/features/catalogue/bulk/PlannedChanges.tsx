import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ItemChangeRefusal, PlannedItemChange } from '../../../api/types';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { useChangeWords } from '../item/useChangeWords';
import classes from './BulkChangePage.module.css';

function Outcome({ line }: { line: PlannedItemChange }) {
  const { t } = useTranslation('catalogue');
  const changeWords = useChangeWords();
  if (line.refusal !== null) return <StatusMark tone="refused">{t(`bulk.refusal.${line.refusal}`)}</StatusMark>;
  if (line.changes.length === 0) return <StatusMark tone="quiet">{t('bulk.same')}</StatusMark>;
  return (
    <ul className={classes.changes}>
      {line.changes.map((change) => (
        <li key={change.field}>{changeWords(change)}</li>
      ))}
    </ul>
  );
}

/** What would become of each copy. */
export function PlannedChanges({ lines }: { lines: readonly PlannedItemChange[] }) {
  const { t } = useTranslation('catalogue');
  const columns: readonly Column<PlannedItemChange>[] = [
    {
      key: 'barcode',
      header: t('copy.barcode'),
      render: ({ id, barcode }) =>
        id === null ? (
          (barcode ?? '–')
        ) : (
          <Link to="/desk/items/$itemId" params={{ itemId: id }}>
            {barcode}
          </Link>
        ),
    },
    { key: 'title', header: t('column.title'), render: ({ title }) => title },
    { key: 'outcome', header: t('bulk.outcome'), render: (line) => <Outcome line={line} /> },
  ];
  return (
    <Table
      caption={t('bulk.preview')}
      columns={columns}
      rows={lines}
      rowKey={({ id, barcode }) => id ?? barcode ?? ''}
    />
  );
}

/** Copies that stayed as they were, and why. */
export function RefusedChanges({
  lines,
}: {
  lines: readonly { id: string | null; barcode: string | null; refusal: ItemChangeRefusal }[];
}) {
  const { t } = useTranslation('catalogue');
  return (
    <ul className={classes.changes}>
      {lines.map(({ id, barcode, refusal }) => (
        <li key={id ?? barcode}>{t('bulk.stayed', { barcode: barcode ?? '–', why: t(`bulk.refusal.${refusal}`) })}</li>
      ))}
    </ul>
  );
}
