import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shelfQuery } from '../../../api/catalogue';
import type { Item, ShelfItem } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { statusTone } from '../words';
import { firstReach, inOrder, nextReach } from './shelf';
import classes from './ShelfPanel.module.css';

function useColumns(itemId: string): readonly Column<ShelfItem>[] {
  const { t } = useTranslation('catalogue');
  return [
    {
      key: 'title',
      header: t('column.title'),
      render: ({ id, title, part }) => (
        <>
          {/* The router says to readers which of them is this page. */}
          <Link to="/desk/items/$itemId" params={{ itemId: id }}>
            {[title.title, part].filter(Boolean).join(', ')}
          </Link>
          {id === itemId && <span className={classes.here}>{t('shelf.here')}</span>}
        </>
      ),
    },
    {
      key: 'call',
      header: t('item.callNumber'),
      render: ({ call_number }) => call_number ?? <span className={classes.none}>{t('shelf.noNumber')}</span>,
      isFixed: true,
    },
    { key: 'author', header: t('column.author'), render: ({ title }) => title.author, isOptional: true },
    { key: 'barcode', header: t('copy.barcode'), render: ({ barcode }) => barcode, isFixed: true, isOptional: true },
    {
      key: 'status',
      header: t('copy.status'),
      render: ({ status }) => <StatusMark tone={statusTone(status)}>{t(`status.${status}`)}</StatusMark>,
    },
  ];
}

function Neighbours({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const columns = useColumns(item.id);
  const [reach, setReach] = useState(firstReach);
  const { data, error, isPlaceholderData } = useQuery(shelfQuery(item.id, reach));
  if (error) return <Notice tone="refused">{words(error)}</Notice>;
  if (!data) return <Skeleton height={180} radius="md" />;
  const rows = inOrder(data);
  if (rows.length === 1) return <span className={classes.none}>{t('shelf.alone', { shelf: item.location.name })}</span>;
  const further = isPlaceholderData ? null : nextReach(data, reach);
  return (
    <div className={classes.shelf}>
      <Table caption={t('shelf.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {further !== null && (
        <Button variant="default" size="xs" onClick={() => setReach(further)}>
          {t('shelf.more')}
        </Button>
      )}
    </div>
  );
}

/** The item among what stands beside it, in the order of the call numbers. */
export function ShelfPanel({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  return (
    <Panel title={t('shelf.title')}>
      <div className={classes.content}>
        {item.call_number_parsed === false && item.call_number_scheme !== null && (
          <Notice tone="attention">{t('shelf.unread', { scheme: t(`scheme.${item.call_number_scheme}`) })}</Notice>
        )}
        {item.call_number_parsed === false && item.call_number_scheme === null && (
          <Notice tone="attention">{t('shelf.unreadable')}</Notice>
        )}
        {/* Another item begins with the nearest neighbours again. */}
        <Neighbours key={item.id} item={item} />
      </div>
    </Panel>
  );
}
