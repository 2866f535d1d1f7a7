import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ItemRef, PatronRef } from '../../../api/types';
import type { Column } from '../../../ui/Table';
import classes from './cells.module.css';

function ItemCell({ item }: { item: ItemRef }) {
  return (
    <>
      <Link to="/desk/items/$itemId" params={{ itemId: item.id }}>
        {item.title.title}
      </Link>
      <div className={classes.more}>{[item.barcode, item.call_number, item.part].filter(Boolean).join(' · ')}</div>
    </>
  );
}

function PatronCell({ patron }: { patron: PatronRef }) {
  return (
    <>
      <Link to="/desk/patrons/$patronId" params={{ patronId: patron.id }}>
        {patron.name}
      </Link>
      {patron.card_number && <div className={classes.more}>{patron.card_number}</div>}
    </>
  );
}

/** The columns that most lists have: the thing and the person, each leading to its page. */
export function useThingColumns<Row>() {
  const { t } = useTranslation('reports');
  return {
    item: (of: (row: Row) => ItemRef): Column<Row> => ({
      key: 'item',
      header: t('column.item'),
      render: (row) => <ItemCell item={of(row)} />,
    }),
    patron: (of: (row: Row) => PatronRef | null): Column<Row> => ({
      key: 'patron',
      header: t('column.patron'),
      render: (row) => {
        const patron = of(row);
        return patron ? <PatronCell patron={patron} /> : '–';
      },
    }),
  };
}
