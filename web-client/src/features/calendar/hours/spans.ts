import type { WeekdayHours } from '../../../api/calendar';

export interface Span {
  opens_at: string;
  closes_at: string;
}

/** The hours of a week, Monday first; a day without spans is closed. */
export type Week = readonly (readonly Span[])[];

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const minutes = (time: string): string => time.slice(0, 5);

/** Rows of the service, sorted to their days. */
export const weekOf = (hours: readonly WeekdayHours[]): Week =>
  weekdays.map((number) =>
    hours
      .filter(({ weekday }) => weekday === number)
      .map(({ opens_at, closes_at }) => ({ opens_at: minutes(opens_at), closes_at: minutes(closes_at) }))
      .sort((a, b) => a.opens_at.localeCompare(b.opens_at)),
  );

/** The same as the rows the service takes. */
export const rowsOf = (week: Week): WeekdayHours[] =>
  week.flatMap((spans, place) => spans.map((span) => ({ weekday: place + 1, ...span })));

/** The week with the spans of one day replaced. */
export const withDay = (week: Week, place: number, spans: readonly Span[]): Week =>
  week.map((before, index) => (index === place ? spans : before));
