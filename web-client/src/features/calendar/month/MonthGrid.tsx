import { Skeleton } from '@mantine/core';
import { CalendarCheck2, CalendarX2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../../api/calendar';
import { useFormats } from '../../../api/useFormats';
import { daysAfter, weeksOf } from './month';
import classes from './MonthGrid.module.css';

interface MonthGridProps {
  month: string;
  today: string;
  /** What the service says of each day; empty while it is asked. */
  days: readonly CalendarDay[];
  onChoose: (day: CalendarDay) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrows walk from day to day and from week to week. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const on = (event.target as HTMLElement).dataset['on'];
  if (step === undefined || on === undefined) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`button[data-on="${daysAfter(on, step)}"]`)?.focus();
}

function useDayWords(): (day: CalendarDay) => string {
  const { t } = useTranslation('calendar');
  const { time } = useFormats();
  return ({ is_open, hours }) =>
    is_open
      ? hours.map(({ opens_at, closes_at }) => t('range', { from: time(opens_at), to: time(closes_at) })).join(', ')
      : t('closed');
}

interface DayProps {
  on: string;
  day: CalendarDay | undefined;
  isToday: boolean;
  isReached: boolean;
  onChoose: (day: CalendarDay) => void;
}

function Day({ on, day, isToday, isReached, onChoose }: DayProps) {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const say = useDayWords();
  if (!day) return <Skeleton height={14} width="60%" m="xs" />;
  const Icon = day.kind === 'weekly' ? null : day.kind === 'opening' ? CalendarCheck2 : CalendarX2;
  const state = [day.kind === 'opening' ? t('opening') : null, say(day), day.reason].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      className={classes.day}
      data-on={on}
      data-kind={day.kind}
      data-closed={!day.is_open || undefined}
      aria-current={isToday ? 'date' : undefined}
      aria-label={t('addOn', { day: formats.day(on, 'long'), state })}
      tabIndex={isReached ? 0 : -1}
      onClick={() => onChoose(day)}
    >
      <span className={classes.number}>
        <span className={classes.weekday}>{formats.day(on, 'weekday')}</span>
        <span className={classes.figure}>{Number(on.slice(8))}</span>
      </span>
      <span className={classes.hours}>{say(day)}</span>
      {Icon && (
        <span className={classes.reason}>
          <Icon size={14} strokeWidth={2} aria-hidden />
          <span>{day.reason}</span>
        </span>
      )}
    </button>
  );
}

/** A month as the public will find it: weekly hours, closures and openings together. */
export function MonthGrid({ month, today, days, onChoose }: MonthGridProps) {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const [reached, setReached] = useState<string | null>(null);
  const first = `${month}-01`;
  const entry = [reached, today, first].find((on) => on?.startsWith(month)) ?? first;
  return (
    <table className={classes.month}>
      <caption className="visually-hidden">{t('grid', { month: formats.month(month) })}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((number) => (
            <th key={number} scope="col">
              {formats.weekday(number, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      {/* Arrows are an extra way along buttons; focus stays on the buttons themselves. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <tbody onKeyDown={walk} onFocus={(event) => setReached(event.target.dataset['on'] ?? null)}>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((on) => (
              <td key={on} data-outside={!on.startsWith(month) || undefined}>
                {on.startsWith(month) && (
                  <Day
                    on={on}
                    day={days.find((day) => day.on === on)}
                    isToday={on === today}
                    isReached={on === entry}
                    onChoose={onChoose}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
