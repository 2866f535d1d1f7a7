const dayMs = 86_400_000;
const utc = (on: string): number => Date.parse(`${on}T00:00:00Z`);
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The day so many days after (or before) another. */
export const daysAfter = (on: string, days: number): string => dateOf(utc(on) + days * dayMs);

/** The month so many months after (or before) another, both `YYYY-MM`. */
export function monthsAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dateOf(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** The whole weeks, Monday first, that a month touches: what a leaf of a calendar shows. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weekday = (new Date(utc(first)).getUTCDay() + 6) % 7;
  const monday = daysAfter(first, -weekday);
  const next = `${monthsAfter(month, 1)}-01`;
  const weeks: string[][] = [];
  for (let start = monday; start < next; start = daysAfter(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, place) => daysAfter(start, place)));
  }
  return weeks;
}
