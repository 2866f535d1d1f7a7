import { describe, expect, it } from 'vitest';
import { instantOf, momentOf, wallDate, wallTime } from './zone';

describe('a wall clock of a zone', () => {
  it('goes there and back in winter and in summer', () => {
    for (const wall of ['2026-01-15T20:00', '2026-07-15T20:00']) {
      for (const zone of ['Europe/London', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu']) {
        expect(wallTime(new Date(instantOf(wall, zone)!), zone)).toBe(wall);
      }
    }
  });
  it('takes the earlier instant of an hour that comes twice', () => {
    expect(instantOf('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00Z');
  });
  it('moves a time that the clocks skip to after the gap', () => {
    expect(instantOf('2026-03-29T01:30', 'Europe/London')).toBe('2026-03-29T01:30:00Z');
  });
  it('knows the date of the branch when the browser is elsewhere', () => {
    expect(wallDate(new Date('2026-07-01T23:30:00Z'), 'Europe/London')).toBe('2026-07-02');
  });
  it('takes a day without a time for its end', () => {
    expect(momentOf('2026-07-01', '', 'Europe/London')).toBe('2026-07-01T22:59:59Z');
    expect(momentOf('2026-07-01', '12:30', 'Europe/London')).toBe('2026-07-01T11:30:00Z');
    expect(momentOf('', '', 'Europe/London')).toBeNull();
  });
  it('refuses what is no time', () => {
    expect(instantOf('', 'Europe/London')).toBeNull();
    expect(instantOf('2026-13-45T99:99', 'Europe/London')).toBeNull();
  });
});
