import { expect, it } from 'vitest';
import { rowsOf, weekOf, withDay } from './spans';

const rows = [
  { weekday: 2, opens_at: '14:00', closes_at: '18:00' },
  { weekday: 2, opens_at: '09:00', closes_at: '12:00' },
];

it('sorts the hours to their days and back', () => {
  const week = weekOf(rows);
  expect(week).toHaveLength(7);
  expect(week[1]?.map(({ opens_at }) => opens_at)).toEqual(['09:00', '14:00']);
  expect(rowsOf(week)).toEqual([rows[1], rows[0]]);
});

it('replaces one day and leaves the others', () => {
  const week = withDay(weekOf(rows), 6, [{ opens_at: '10:00', closes_at: '13:00' }]);
  expect(rowsOf(week)).toHaveLength(3);
  expect(rowsOf(withDay(week, 1, []))).toEqual([{ weekday: 7, opens_at: '10:00', closes_at: '13:00' }]);
});
