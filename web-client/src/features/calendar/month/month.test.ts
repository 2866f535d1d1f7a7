import { describe, expect, it } from 'vitest';
import { daysAfter, monthsAfter, weeksOf } from './month';

describe('a leaf of the calendar', () => {
  it('begins on the Monday before the first and ends on the Sunday after the last', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect([weeks[0]?.[0], weeks[5]?.[6]]).toEqual(['2026-10-26', '2026-12-06']);
  });
  it('is four weeks where February fits exactly', () => {
    expect(weeksOf('2027-02').flat()).toHaveLength(28);
  });
  it('turns over the year, and steps over a change of the clocks', () => {
    expect([monthsAfter('2026-12', 1), monthsAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(daysAfter('2026-03-28', 2)).toBe('2026-03-30');
  });
});
