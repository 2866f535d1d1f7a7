import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renewLoan } from '../../../api/circulation';
import { patronLoansQuery } from '../../../api/patrons';
import { ApiProblem } from '../../../api/problem';
import type { Loan, Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useOnce } from '../../../api/useOnce';
import { useBlockWords, useProblemWords } from '../../../api/words';
import { holdIsOneClick } from '../../../lib/keys';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { DueDateDialog } from './DueDateDialog';
import { LossButtons } from './LossButtons';
import { LossDialog, type LossDeed } from './LossDialog';

const states = ['open', 'overdue', 'closed'] as const;
type State = (typeof states)[number];

function useColumns(
  state: State,
  isWorking: boolean,
  onRenew: (loan: Loan) => void,
  onMove: (loan: Loan) => void,
  onLoss: (loan: Loan, deed: LossDeed) => void,
): readonly Column<Loan>[] {
  const { t } = useTranslation('patrons');
  const { due, instant, money } = useFormats();
  const isClosed = state === 'closed';
  return [
    {
      key: 'title',
      header: t('loans.title'),
      render: ({ item }) => (
        <Link to="/desk/items/$itemId" params={{ itemId: item.id }}>
          {item.title.title}
        </Link>
      ),
    },
    {
      key: 'due',
      header: isClosed ? t('loans.returned') : t('loans.due'),
      render: (loan) =>
        isClosed ? (
          loan.returned_at && instant(loan.returned_at)
        ) : loan.lost_at ? (
          <StatusMark tone="refused">{t('loans.lostMark', { when: instant(loan.lost_at) })}</StatusMark>
        ) : loan.claimed_returned_at ? (
          <StatusMark tone="attention">
            {t('loans.claimedMark', { when: instant(loan.claimed_returned_at) })}
          </StatusMark>
        ) : loan.is_overdue ? (
          <StatusMark tone="refused">{`${due(loan)}, ${t('loans.overdueMark')}`}</StatusMark>
        ) : (
          due(loan)
        ),
    },
    {
      key: 'out',
      header: t('loans.out'),
      render: ({ checked_out_at }) => instant(checked_out_at),
      isFixed: true,
      isOptional: true,
    },
    { key: 'branch', header: t('loans.branch'), render: ({ branch }) => branch.name, isOptional: true },
    {
      key: 'renewals',
      header: t('loans.renewals'),
      render: ({ renewals_count, renewals_max }) =>
        renewals_max === null ? String(renewals_count) : `${renewals_count} / ${renewals_max}`,
      isNumber: true,
    },
    ...(isClosed
      ? []
      : [
          {
            key: 'renew',
            header: '',
            isNumber: true,
            render: (loan: Loan) =>
              loan.lost_at || loan.claimed_returned_at ? (
                <LossButtons loan={loan} onLoss={onLoss} />
              ) : (
                <>
                  {loan.accruing_fine > 0 && `${t('loans.accruing', { amount: money(loan.accruing_fine) })} `}
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('loans.renewLabel', { title: loan.item.title.title })}
                    aria-disabled={isWorking}
                    data-disabled={isWorking || undefined}
                    onKeyDown={holdIsOneClick}
                    onClick={() => !isWorking && onRenew(loan)}
                  >
                    {t('loans.renew')}
                  </Button>{' '}
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('due.moveLabel', { title: loan.item.title.title })}
                    onClick={() => onMove(loan)}
                  >
                    {t('due.move')}
                  </Button>{' '}
                  <LossButtons loan={loan} onLoss={onLoss} />
                </>
              ),
          },
        ]),
  ];
}

/** What the patron has and had. A renewal that is refused is settled at the desk, where overrides are given. */
export function LoansTab({ patron, onServe }: { patron: Patron; onServe: () => void }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const say = useBlockWords();
  const { due } = useFormats();
  const client = useQueryClient();
  const [state, setState] = useState<State>('open');
  const [moving, setMoving] = useState<Loan | null>(null);
  const [losing, setLosing] = useState<{ loan: Loan; deed: LossDeed } | null>(null);
  const once = useOnce();
  const renewing = useMutation({
    mutationFn: (loan: Loan) => once({ renew: loan.id }, (key) => renewLoan(loan.id, { key })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['patrons', patron.id] }),
  });
  const columns = useColumns(state, renewing.isPending, renewing.mutate, setMoving, (loan, deed) =>
    setLosing({ loan, deed }),
  );
  const query = useInfiniteQuery(patronLoansQuery(patron.id, state));
  const loans = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const blocks = renewing.error instanceof ApiProblem ? renewing.error.blocks : [];

  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('loans.state')}
        w="fit-content"
        value={state}
        onChange={(value) => setState(value as State)}
        data={states.map((value) => ({ value, label: t(`loans.${value}`) }))}
      />
      {renewing.isSuccess && (
        <Notice tone="good">
          {t('loans.renewed', { title: renewing.data.loan.item.title.title, when: due(renewing.data.loan) })}
        </Notice>
      )}
      {renewing.isError && (
        <Notice
          tone="refused"
          isUrgent
          action={
            <Button size="compact-sm" variant="default" onClick={onServe}>
              {t('loans.settle')}
            </Button>
          }
        >
          <strong>{renewing.variables.item.title.title}</strong>:{' '}
          {blocks.length > 0 ? blocks.map(say).join(' ') : words(renewing.error)}
        </Notice>
      )}
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && loans.length === 0 ? (
        <EmptyState icon={BookOpen} title={t('loans.none')} />
      ) : (
        <Table
          caption={t(`loans.${state}`)}
          columns={columns}
          rows={loans}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {losing && <LossDialog {...losing} onClose={() => setLosing(null)} />}
      {moving && <DueDateDialog patronId={patron.id} loan={moving} onClose={() => setMoving(null)} />}
    </Stack>
  );
}
