import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closuresQuery, openingsQuery, removeClosure, removeOpening } from '../../api/calendar';
import { branchesQuery } from '../../api/choices';
import { calendarQuery } from '../../api/library';
import { useSession } from '../../api/session';
import { useFormats } from '../../api/useFormats';
import { useProblemWords } from '../../api/words';
import { wallDate } from '../../lib/zone';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import classes from './CalendarPage.module.css';
import { ExceptionDialog, type ExceptionKind } from './exceptions/ExceptionDialog';
import { ExceptionsPanel } from './exceptions/ExceptionsPanel';
import { HoursPanel } from './hours/HoursPanel';
import { daysAfter, monthsAfter } from './month/month';
import { MonthGrid } from './month/MonthGrid';

type Ask = (kind: ExceptionKind, on?: string) => void;

function Exceptions({ branchId, onAsk }: { branchId: string; onAsk: Ask }) {
  const { t } = useTranslation('calendar');
  const { day, time } = useFormats();
  const closures = useQuery(closuresQuery(branchId));
  const openings = useQuery(openingsQuery(branchId));
  return (
    <>
      <ExceptionsPanel
        branchId={branchId}
        title={t('closures.title')}
        none={t('closures.none')}
        add={t('closures.add')}
        removeLabel={(reason) => t('closures.remove', { reason })}
        rows={closures.data?.map(({ id, starts_on, ends_on, reason, repeats_yearly }) => ({
          id,
          when: starts_on === ends_on ? day(starts_on) : t('range', { from: day(starts_on), to: day(ends_on) }),
          reason,
          isYearly: repeats_yearly,
        }))}
        error={closures.error}
        onAdd={() => onAsk('closure')}
        remove={removeClosure}
      />
      <ExceptionsPanel
        branchId={branchId}
        title={t('openings.title')}
        none={t('openings.none')}
        add={t('openings.add')}
        removeLabel={(reason) => t('openings.remove', { reason })}
        rows={openings.data?.map(({ id, on, opens_at, closes_at, reason }) => ({
          id,
          when: `${day(on)}, ${t('range', { from: time(opens_at), to: time(closes_at) })}`,
          reason,
        }))}
        error={openings.error}
        onAdd={() => onAsk('opening')}
        remove={removeOpening}
      />
    </>
  );
}

interface MonthBarProps {
  month: string;
  thisMonth: string;
  onMonth: (month: string) => void;
}

function MonthBar({ month, thisMonth, onMonth }: MonthBarProps) {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  return (
    <div className={classes.bar}>
      <h2 aria-live="polite">{formats.month(month)}</h2>
      <Button variant="default" size="compact-sm" disabled={month === thisMonth} onClick={() => onMonth(thisMonth)}>
        {t('today')}
      </Button>
      <ActionIcon aria-label={t('previous')} onClick={() => onMonth(monthsAfter(month, -1))}>
        <ChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={t('next')} onClick={() => onMonth(monthsAfter(month, 1))}>
        <ChevronRight size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** When a branch is open: the ordinary week, and the days that differ. */
export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const words = useProblemWords();
  const { branch: own } = useSession();
  const branches = useQuery(branchesQuery());
  const [branchId, setBranchId] = useState(own.id);
  const zone = branches.data?.find(({ id }) => id === branchId)?.zone ?? own.zone;
  const today = wallDate(new Date(), zone);
  const thisMonth = today.slice(0, 7);
  const [month, setMonth] = useState(thisMonth);
  const [asking, setAsking] = useState<{ kind: ExceptionKind; on: string } | null>(null);
  const last = daysAfter(`${monthsAfter(month, 1)}-01`, -1);
  const days = useQuery({ ...calendarQuery(branchId, `${month}-01`, last), placeholderData: keepPreviousData });
  const ask: Ask = (kind, on = today) => setAsking({ kind, on });
  return (
    <Page
      title={t('title')}
      actions={
        <NativeSelect
          aria-label={t('branch')}
          value={branchId}
          data={(branches.data ?? [own]).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setBranchId(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.columns}>
        <div className={classes.month}>
          <MonthBar month={month} thisMonth={thisMonth} onMonth={setMonth} />
          {days.isError && <Notice tone="refused">{words(days.error)}</Notice>}
          <MonthGrid
            month={month}
            today={today}
            days={days.data ?? []}
            onChoose={({ on, is_open }) => ask(is_open ? 'closure' : 'opening', on)}
          />
        </div>
        <div className={classes.side}>
          <HoursPanel branchId={branchId} />
          <Exceptions branchId={branchId} onAsk={ask} />
        </div>
      </div>
      {asking && <ExceptionDialog branchId={branchId} {...asking} onClose={() => setAsking(null)} />}
    </Page>
  );
}
