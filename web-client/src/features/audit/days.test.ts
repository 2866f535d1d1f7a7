import { expect, it } from 'vitest';
import { dayEnd, dayOf, dayStart, lastDayBefore } from './days';

it('a day is whole, by the clock of the branch, also when the clocks change', () => {
  const zone = 'America/Chicago';
  for (const [on, from, to] of [
    ['2026-07-01', '2026-07-01T05:00:00Z', '2026-07-02T05:00:00Z'],
    ['2026-11-01', '2026-11-01T05:00:00Z', '2026-11-02T06:00:00Z'],
    ['2026-12-31', '2026-12-31T06:00:00Z', '2027-01-01T06:00:00Z'],
  ] as const) {
    expect([dayStart(on, zone), dayEnd(on, zone)]).toEqual([from, to]);
    expect([dayOf(from, zone), lastDayBefore(to, zone)]).toEqual([on, on]);
  }
  expect([dayStart('', zone), dayEnd('', zone)]).toEqual([undefined, undefined]);
  expect([dayOf('nonsense', zone), lastDayBefore('nonsense', zone)]).toEqual(['', '']);
});
