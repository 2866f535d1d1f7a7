import { Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../../../api/patrons';
import type { Account, Fine, Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import classes from './AccountTab.module.css';

type Entry = Account['entries'][number];

function useFineColumns(): readonly Column<Fine>[] {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  return [
    {
      key: 'what',
      header: t('account.what'),
      render: ({ kind, item }) => (item ? `${t(`fine.${kind}`)}: ${item.title.title}` : t(`fine.${kind}`)),
    },
    { key: 'charged', header: t('account.charged'), render: ({ charged_at }) => instant(charged_at), isFixed: true },
    { key: 'amount', header: t('account.amount'), render: ({ amount }) => money(amount), isNumber: true },
    { key: 'left', header: t('account.left'), render: ({ outstanding }) => money(outstanding), isNumber: true },
  ];
}

function useEntryColumns(): readonly Column<Entry>[] {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  return [
    { key: 'what', header: t('account.what'), render: ({ kind }) => t(`entry.${kind}`) },
    { key: 'date', header: t('account.date'), render: ({ at }) => instant(at), isFixed: true },
    {
      key: 'by',
      header: t('account.by'),
      render: ({ staff, branch, reason }) => [staff?.name, branch.name, reason].filter(Boolean).join(' · '),
      isOptional: true,
    },
    { key: 'amount', header: t('account.amount'), render: ({ amount }) => money(amount), isNumber: true },
    { key: 'after', header: t('account.after'), render: ({ balance_after }) => money(balance_after), isNumber: true },
  ];
}

/** What the patron owes, and how it came to that. */
export function AccountTab({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const { money } = useFormats();
  const fineColumns = useFineColumns();
  const entryColumns = useEntryColumns();
  const query = useInfiniteQuery(accountQuery(patron.id));
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  const account = query.data?.pages[0];
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const balance = account?.balance ?? 0;
  const open = account?.fines.filter(({ outstanding }) => outstanding > 0) ?? [];
  return (
    <Stack gap="lg">
      {account && (
        <p className={classes.balance} data-tone={balance > 0 ? 'attention' : undefined}>
          {balance > 0
            ? t('account.owed', { amount: money(balance) })
            : balance < 0
              ? t('account.credit', { amount: money(-balance) })
              : t('account.clear')}
        </p>
      )}
      <section>
        <h2 className={classes.title}>{t('account.fines')}</h2>
        {account && open.length === 0 ? (
          <p className={classes.none}>{t('account.noFines')}</p>
        ) : (
          <Table
            caption={t('account.fines')}
            columns={fineColumns}
            rows={open}
            rowKey={({ id }) => id}
            isLoading={query.isPending}
          />
        )}
      </section>
      <section>
        <h2 className={classes.title}>{t('account.entries')}</h2>
        {account && entries.length === 0 ? (
          <p className={classes.none}>{t('account.noEntries')}</p>
        ) : (
          <Table
            caption={t('account.entries')}
            columns={entryColumns}
            rows={entries}
            rowKey={({ id }) => id}
            isLoading={query.isPending}
          />
        )}
      </section>
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Stack>
  );
}
