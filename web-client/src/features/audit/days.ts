import { instantOf, wallDate } from '../../lib/zone';

const dayMs = 86_400_000;

/** The first instant of a day in a zone. */
export const dayStart = (on: string, zone: string): string | undefined => instantOf(`${on}T00:00`, zone) ?? undefined;

/** Where a day ends, which is where the next begins: the service takes what happened before. */
export function dayEnd(on: string, zone: string): string | undefined {
  const noon = Date.parse(`${on}T12:00:00Z`);
  return Number.isNaN(noon) ? undefined : dayStart(new Date(noon + dayMs).toISOString().slice(0, 10), zone);
}

/** The day of an instant; nothing for what is none. */
export function dayOf(at: string, zone: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? '' : wallDate(time, zone);
}

/** The last day that ends at an instant. */
export function lastDayBefore(at: string, zone: string): string {
  const time = new Date(Date.parse(at) - 1);
  return Number.isNaN(time.getTime()) ? '' : wallDate(time, zone);
}
