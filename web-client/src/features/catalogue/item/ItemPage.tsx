import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LibraryBig, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { itemQuery } from '../../../api/catalogue';
import type { Item } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { Facts, type FactRow } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { StatusMark } from '../../../ui/StatusMark';
import { statusTone } from '../words';
import { HistoryPanel } from './HistoryPanel';
import { ShelfPanel } from './ShelfPanel';
import classes from './ItemPage.module.css';

/** Rows only for what is known. */
const known = (rows: readonly (FactRow | false)[]): FactRow[] => rows.filter((row) => row !== false);

function About({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  const { money, instant } = useFormats();
  return (
    <Panel title={t('item.about')}>
      <Facts
        rows={known([
          { label: t('item.type'), value: item.item_type.name },
          !item.is_for_loan && { label: t('item.lending'), value: t('item.forReference'), tone: 'attention' },
          { label: t('item.home'), value: item.home_branch.name },
          { label: t('item.current'), value: item.current_branch.name },
          { label: t('item.location'), value: item.location.name },
          item.collection !== null && { label: t('item.collection'), value: item.collection.name },
          item.call_number !== null && {
            label: t('item.callNumber'),
            value: <span className="tabular">{item.call_number}</span>,
          },
          item.call_number_scheme !== null && {
            label: t('item.scheme'),
            value: t(`scheme.${item.call_number_scheme}`),
          },
          item.part !== null && { label: t('item.part'), value: item.part },
          item.replacement_price !== null && { label: t('item.price'), value: money(item.replacement_price) },
          item.parts_count > 1 && { label: t('item.parts'), value: item.parts_count },
          item.missing_parts !== null && { label: t('item.missing'), value: item.missing_parts, tone: 'attention' },
          { label: t('item.since'), value: instant(item.status_at) },
          item.last_seen_at !== null && { label: t('item.seen'), value: instant(item.last_seen_at) },
        ])}
      />
    </Panel>
  );
}

function LoanPanel({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  const { due } = useFormats();
  const { loan } = item;
  return (
    <Panel title={t('item.loan')}>
      {loan === null ? (
        <span className={classes.none}>{t('item.notOnLoan')}</span>
      ) : (
        <Facts
          rows={known([
            loan.patron !== null && {
              label: t('item.to'),
              value: (
                <Link to="/desk/patrons/$patronId" params={{ patronId: loan.patron.id }}>
                  {loan.patron.name}
                </Link>
              ),
            },
            {
              label: t('item.due'),
              value: loan.is_overdue ? t('item.overdue', { when: due(loan) }) : due(loan),
              tone: loan.is_overdue ? 'refused' : undefined,
            },
          ])}
        />
      )}
    </Panel>
  );
}

function Messages({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  const rows = known([
    item.check_out_message !== null && { label: t('item.checkOut'), value: item.check_out_message },
    item.check_in_message !== null && { label: t('item.checkIn'), value: item.check_in_message },
    item.public_note !== null && { label: t('item.public'), value: item.public_note },
    item.staff_note !== null && { label: t('item.staff'), value: item.staff_note },
  ]);
  return (
    <Panel title={t('item.messages')}>
      {rows.length === 0 ? <span className={classes.none}>{t('item.noMessages')}</span> : <Facts rows={rows} />}
    </Panel>
  );
}

function Actions({ item }: { item: Item }) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <Button
        variant="default"
        leftSection={<LibraryBig size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/titles/$titleId" params={{ titleId: item.title.id }} {...props} />}
      >
        {t('item.allCopies')}
      </Button>
      <Button
        variant="default"
        leftSection={<Pencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/items/$itemId/edit" params={{ itemId: item.id }} {...props} />}
      >
        {t('record.edit')}
      </Button>
    </>
  );
}

/** One copy: what it is doing, where it belongs, what staff should know. */
export function ItemPage({ itemId }: { itemId: string }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const query = useQuery(itemQuery(itemId));
  const item = query.data?.value;
  if (!item) {
    return (
      <Page title={t('title')}>
        {query.isError ? (
          <Notice tone="refused" isUrgent>
            {words(query.error)}
          </Notice>
        ) : (
          <Skeleton height={320} radius="md" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={item.title.title}
      lead={
        <>
          <span className="tabular">{t('item.lead', { barcode: item.barcode })}</span>
          <StatusMark tone={statusTone(item.status)}>{t(`status.${item.status}`)}</StatusMark>
          {item.in_transit_to && <span>{t('item.transitTo', { branch: item.in_transit_to.name })}</span>}
        </>
      }
      actions={<Actions item={item} />}
    >
      <div className={classes.grid}>
        <About item={item} />
        <div className={classes.column}>
          <LoanPanel item={item} />
          <Messages item={item} />
        </div>
      </div>
      <ShelfPanel item={item} />
      {/* Another item's history is another look. */}
      <HistoryPanel key={item.id} itemId={item.id} />
    </Page>
  );
}
