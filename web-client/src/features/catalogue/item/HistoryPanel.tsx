import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemHistoryQuery } from '../../../api/catalogue';
import type { ItemEvent, PatronRef } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { Table, type Column } from '../../../ui/Table';
import { lastBorrower } from './history';
import { useChangeWords } from './useChangeWords';
import classes from './HistoryPanel.module.css';

function Person({ patron }: { patron: PatronRef }) {
  return (
    <Link to="/desk/patrons/$patronId" params={{ patronId: patron.id }}>
      {patron.name}
    </Link>
  );
}

function useColumns(): readonly Column<ItemEvent>[] {
  const { t } = useTranslation('catalogue');
  const { instant } = useFormats();
  const changeWords = useChangeWords();
  return [
    { key: 'kind', header: t('history.what'), render: ({ kind }) => t(`history.kind.${kind}`) },
    { key: 'at', header: t('history.at'), render: ({ at }) => instant(at), isFixed: true },
    { key: 'patron', header: t('history.patron'), render: ({ patron }) => patron && <Person patron={patron} /> },
    {
      key: 'more',
      header: t('history.more'),
      render: ({ due_at, returned_at, at, changes }) => (
        <ul className={classes.changes}>
          {due_at !== null && <li>{t('history.due', { when: instant(due_at) })}</li>}
          {returned_at !== null && returned_at !== at && <li>{t('history.back', { when: instant(returned_at) })}</li>}
          {changes.map((change) => (
            <li key={change.field}>{changeWords(change)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'staff', header: t('history.staff'), render: ({ staff }) => staff?.name },
    { key: 'branch', header: t('history.branch'), render: ({ branch }) => branch?.name, isOptional: true },
  ];
}

function Events({ itemId }: { itemId: string }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useInfiniteQuery(itemHistoryQuery(itemId));
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const last = lastBorrower(rows);
  return (
    <>
      {last && (
        <span>
          {t('history.lastBorrower')} <Person patron={last} />
        </span>
      )}
      <Table
        caption={t('history.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        isLoading={query.isPending}
      />
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  );
}

/** What befell the item. Asked for only when somebody wants it, since it says who had it, and the audit says who looked. */
export function HistoryPanel({ itemId }: { itemId: string }) {
  const { t } = useTranslation('catalogue');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel title={t('history.title')}>
      <div className={classes.content}>
        {isOpen ? (
          <Events itemId={itemId} />
        ) : (
          <>
            <span className={classes.lead}>{t('history.lead')}</span>
            <Button variant="default" leftSection={<History size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
              {t('history.open')}
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}
