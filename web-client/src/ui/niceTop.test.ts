import { expect, it } from 'vitest';
import { niceTop } from './niceTop';

it.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [7, 8],
  [9, 10],
  [10, 10],
  [11, 20],
  [61, 80],
  [250, 300],
  [1001, 2000],
])('a scale for %i ends at %i', (most, top) => {
  expect(niceTop(most)).toBe(top);
});

it('reaches over anything, and its half is whole', () => {
  for (let most = 0; most < 5000; most += 1) {
    const top = niceTop(most);
    expect(top).toBeGreaterThanOrEqual(most);
    expect(top % 2).toBe(0);
  }
});
