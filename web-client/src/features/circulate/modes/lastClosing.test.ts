import { expect, it } from 'vitest';
import { lastClosing } from './lastClosing';

const days = [
  { on: '2026-07-03', hours: [{ closes_at: '13:00' }, { closes_at: '18:00' }] },
  { on: '2026-07-04', hours: [] },
  { on: '2026-07-05', hours: [{ closes_at: '17:00' }] },
];

it('is the evening before a closed day, by the clock of the branch', () => {
  expect(lastClosing(days, 'Europe/London', new Date('2026-07-05T08:00:00Z'))).toBe('2026-07-03T17:00:00Z');
});

it('is not the closing that is still to come', () => {
  expect(lastClosing(days, 'Europe/London', new Date('2026-07-05T16:30:00Z'))).toBe('2026-07-05T16:00:00Z');
  expect(lastClosing([], 'Europe/London', new Date())).toBeNull();
});
