/** What a clock on the wall of `zone` shows at an instant, as `YYYY-MM-DDTHH:MM`, the shape of a date-and-time field. */
export function wallTime(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The date in `zone` at an instant. */
export function wallDate(at: Date, zone: string): string {
  return wallTime(at, zone).slice(0, 10);
}

/** The instant of a day and a time in `zone`; a day without a time means its end, as day loans are counted. */
export function momentOf(on: string, at: string, zone: string): string | null {
  const minute = instantOf(`${on}T${at || '23:59'}`, zone);
  return minute && !at ? minute.replace(':00Z', ':59Z') : minute;
}

/**
 * The instant at which a wall clock of `zone` shows `wall` (`YYYY-MM-DDTHH:MM`), as RFC 3339 in UTC; null when `wall` is
 * no time. Where the clocks go back the earlier of both is meant; a time the clocks skip becomes the moment they jump.
 */
export function instantOf(wall: string, zone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return null;
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (time: number) => Date.parse(`${wallTime(new Date(time), zone)}:00Z`) - time;
  const guesses = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)].map((offset) => asUtc - offset);
  const exact = guesses.filter((guess) => guess + offsetAt(guess) === asUtc).sort((a, b) => a - b)[0];
  return new Date(exact ?? Math.max(...guesses)).toISOString().replace('.000Z', 'Z');
}
