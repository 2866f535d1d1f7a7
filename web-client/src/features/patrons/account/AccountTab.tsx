import { Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Banknote, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery, familyQuery, printReceipt } from '../../../api/account';
import type { Patron, Receipt } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { isFromOverlay, isTyping, useKeys } from '../../../lib/keys';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import classes from './AccountTab.module.css';
import { ChargeDialog } from './ChargeDialog';
import type { Asking } from './asking';
import { PartDialog } from './PartDialog';
import { PayDialog } from './PayDialog';
import { ReceiptSlip } from './ReceiptSlip';
import { useEntryColumns, useFineColumns } from './useAccountColumns';

/** What the family owes together, where the patron answers for somebody. */
function Family({ patronId }: { patronId: string }) {
  const { t } = useTranslation('patrons');
  const { money } = useFormats();
  const { data } = useQuery(familyQuery(patronId));
  if (!data || data.members.length < 2) return null;
  return (
    <p className={classes.family}>
      {t('account.family', { amount: money(data.owed) })}{' '}
      {data.members.slice(1).map(({ patron, balance }) => (
        <span key={patron.id}>
          <Link to="/desk/patrons/$patronId" params={{ patronId: patron.id }} search={{ tab: 'account' }}>
            {patron.name}
          </Link>{' '}
          {money(balance)}{' '}
        </span>
      ))}
    </p>
  );
}

/** What the patron owes, how it came to that, and what the desk does about it. */
export function AccountTab({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const { money } = useFormats();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [printed, setPrinted] = useState<Receipt | null>(null);
  const printing = useMutation({ mutationFn: printReceipt, onSuccess: setPrinted });
  const fineColumns = useFineColumns(setAsking);
  const entryColumns = useEntryColumns(setAsking, ({ id }) => printing.mutate(id));
  const query = useInfiniteQuery(accountQuery(patron.id));
  const close = useCallback(() => setAsking(null), []);
  const onPrinted = useCallback(() => setPrinted(null), []);
  const isActive = patron.state === 'active';
  const pay = () => setAsking({ deed: 'pay', fine: null });
  useKeys(
    { p: (event) => (isTyping(event.target) || isFromOverlay(event) ? false : pay()) },
    isActive && asking === null,
  );
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  const account = query.data?.pages[0];
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const balance = account?.balance ?? 0;
  const credit = account?.credit ?? 0;
  const open = account?.fines.filter(({ outstanding }) => outstanding > 0) ?? [];
  const settled = account?.fines.filter(({ outstanding }) => outstanding === 0) ?? [];
  return (
    <Stack gap="lg">
      {account && (
        <header className={classes.head}>
          <p className={classes.balance} data-tone={balance > 0 ? 'attention' : undefined}>
            {balance > 0
              ? t('account.owed', { amount: money(balance) })
              : balance < 0
                ? t('account.credit', { amount: money(-balance) })
                : t('account.clear')}
          </p>
          {isActive && (
            <Group gap="xs">
              {credit > 0 && (
                <Button variant="default" onClick={() => setAsking({ deed: 'payOut' })}>
                  {t('money.payOut.open')}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<Plus size={16} aria-hidden />}
                onClick={() => setAsking({ deed: 'charge' })}
              >
                {t('charge.open')}
              </Button>
              <Button leftSection={<Banknote size={16} aria-hidden />} aria-keyshortcuts="p" onClick={pay}>
                {t('pay.open')}
              </Button>
            </Group>
          )}
        </header>
      )}
      <Family patronId={patron.id} />
      {printing.isError && <Notice tone="refused">{words(printing.error)}</Notice>}
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
      {settled.length > 0 && (
        <section>
          <h2 className={classes.title}>{t('account.settled')}</h2>
          <Table caption={t('account.settled')} columns={fineColumns} rows={settled} rowKey={({ id }) => id} />
        </section>
      )}
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
      {asking?.deed === 'pay' && (
        <PayDialog
          patronId={patron.id}
          owed={balance}
          fine={asking.fine}
          onPrint={({ id }) => printing.mutate(id)}
          onClose={close}
        />
      )}
      {asking?.deed === 'charge' && <ChargeDialog patronId={patron.id} onClose={close} />}
      {asking && asking.deed !== 'pay' && asking.deed !== 'charge' && (
        <PartDialog patronId={patron.id} credit={credit} asking={asking} onClose={close} />
      )}
      {printed && <ReceiptSlip receipt={printed} onPrinted={onPrinted} />}
    </Stack>
  );
}
