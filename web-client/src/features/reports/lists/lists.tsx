import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  claimsQuery,
  expiredCardsQuery,
  inTransitQuery,
  lostQuery,
  overdueQuery,
  type ExpiredCard,
  type ItemInTransit,
  type LostItem,
  type OverdueLoan,
  type ReturnClaim,
} from '../../../api/reports';
import { useFormats } from '../../../api/useFormats';
import type { Column } from '../../../ui/Table';
import { ReportList, type ListProps } from './ReportList';
import { useThingColumns } from './cells';

/** Loans past their due date, with what their fine has grown to. */
export function OverdueList(props: ListProps) {
  const { t } = useTranslation('reports');
  const found = useInfiniteQuery(overdueQuery(props.filter));
  const { due, money } = useFormats();
  const { item, patron } = useThingColumns<OverdueLoan>();
  const columns: readonly Column<OverdueLoan>[] = [
    item((row) => row.item),
    patron((row) => row.patron),
    { key: 'due', header: t('column.due'), render: due, isFixed: true },
    { key: 'days', header: t('column.daysOverdue'), render: ({ days_overdue }) => days_overdue, isNumber: true },
    {
      key: 'fine',
      header: t('column.accruing'),
      render: ({ accruing_fine }) => (accruing_fine > 0 ? money(accruing_fine) : '–'),
      isNumber: true,
    },
    {
      key: 'renewals',
      header: t('column.renewals'),
      render: ({ renewals_count }) => renewals_count,
      isNumber: true,
      isOptional: true,
    },
    { key: 'branch', header: t('column.branch'), render: ({ branch }) => branch.name, isOptional: true },
  ];
  return <ReportList {...props} list="overdue" found={found} columns={columns} rowKey={(row) => row.loan_id} />;
}

/** What patrons say they have returned. */
export function ClaimsList(props: ListProps) {
  const { t } = useTranslation('reports');
  const found = useInfiniteQuery(claimsQuery(props.filter));
  const { day, instant } = useFormats();
  const { item, patron } = useThingColumns<ReturnClaim>();
  const columns: readonly Column<ReturnClaim>[] = [
    item((row) => row.item),
    patron((row) => row.patron),
    { key: 'at', header: t('column.claimed'), render: ({ claimed_at }) => instant(claimed_at), isFixed: true },
    { key: 'due', header: t('column.due'), render: ({ due_on }) => day(due_on), isFixed: true },
    { key: 'branch', header: t('column.branch'), render: ({ branch }) => branch.name, isOptional: true },
  ];
  return <ReportList {...props} list="claims" found={found} columns={columns} rowKey={(row) => row.loan_id} />;
}

/** Items that count as lost. */
export function LostList(props: ListProps) {
  const { t } = useTranslation('reports');
  const found = useInfiniteQuery(lostQuery(props.filter));
  const { instant, money } = useFormats();
  const { item, patron } = useThingColumns<LostItem>();
  const columns: readonly Column<LostItem>[] = [
    item((row) => row.item),
    patron((row) => row.patron),
    { key: 'at', header: t('column.lost'), render: ({ lost_at }) => instant(lost_at), isFixed: true },
    {
      key: 'price',
      header: t('column.price'),
      render: ({ replacement_price }) => (replacement_price === null ? '–' : money(replacement_price)),
      isNumber: true,
    },
    { key: 'owed', header: t('column.owed'), render: ({ owed }) => (owed > 0 ? money(owed) : '–'), isNumber: true },
    { key: 'home', header: t('column.home'), render: ({ home_branch }) => home_branch.name, isOptional: true },
  ];
  return <ReportList {...props} list="lost" found={found} columns={columns} rowKey={(row) => row.item.id} />;
}

/** Items that have been under way for too long. */
export function InTransitList(props: ListProps) {
  const { t } = useTranslation('reports');
  const found = useInfiniteQuery(inTransitQuery(props.filter));
  const { instant } = useFormats();
  const { item } = useThingColumns<ItemInTransit>();
  const columns: readonly Column<ItemInTransit>[] = [
    item((row) => row.item),
    { key: 'from', header: t('column.from'), render: ({ from_branch }) => from_branch.name },
    { key: 'to', header: t('column.to'), render: ({ to_branch }) => to_branch.name },
    { key: 'at', header: t('column.sent'), render: ({ sent_at }) => instant(sent_at), isFixed: true },
    { key: 'days', header: t('column.days'), render: ({ days_in_transit }) => days_in_transit, isNumber: true },
  ];
  return <ReportList {...props} list="in-transit" found={found} columns={columns} rowKey={(row) => row.item.id} />;
}

/** Patrons whose card is over. */
export function ExpiredCardsList(props: ListProps) {
  const { t } = useTranslation('reports');
  const found = useInfiniteQuery(expiredCardsQuery(props.filter));
  const { day, money } = useFormats();
  const { patron } = useThingColumns<ExpiredCard>();
  const columns: readonly Column<ExpiredCard>[] = [
    patron((row) => row.patron),
    { key: 'on', header: t('column.expired'), render: ({ expires_on }) => day(expires_on), isFixed: true },
    { key: 'category', header: t('column.category'), render: ({ category }) => category.name },
    { key: 'loans', header: t('column.loans'), render: ({ open_loans }) => open_loans, isNumber: true },
    { key: 'owes', header: t('column.balance'), render: ({ balance }) => money(balance), isNumber: true },
    { key: 'home', header: t('column.home'), render: ({ home_branch }) => home_branch.name, isOptional: true },
  ];
  return <ReportList {...props} list="expired-cards" found={found} columns={columns} rowKey={(row) => row.patron.id} />;
}
