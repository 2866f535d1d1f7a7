import { expect, test } from 'vitest';
import type { Shelf, ShelfItem } from '../../../api/types';
import { firstReach, inOrder, nextReach } from './shelf';

const item = (id: string): ShelfItem => ({
  id,
  barcode: id,
  title: { id: `title of ${id}`, title: `Title of ${id}`, author: null, format: 'book' },
  call_number: 'FIC AUS',
  call_number_parsed: true,
  part: null,
  status: 'available',
});

const many = (count: number): ShelfItem[] => Array.from({ length: count }, (_, place) => item(String(place)));

const shelf = (before: ShelfItem[], after: ShelfItem[]): Shelf => ({
  branch: { id: 'b', code: 'CEN', name: 'Central' },
  location: { id: 'l', code: 'FIC', name: 'Fiction' },
  before,
  item: item('this'),
  after,
});

test('the item stands between what is before and after it', () => {
  const ids = inOrder(shelf([item('a'), item('b')], [item('c')])).map(({ id }) => id);
  expect(ids).toEqual(['a', 'b', 'this', 'c']);
});

test('one looks further while either side is full', () => {
  expect(nextReach(shelf(many(5), many(2)), firstReach)).toBe(20);
  expect(nextReach(shelf(many(2), many(20)), 20)).toBe(50);
});

test('where both sides end, and where the service shows no more, there is no further', () => {
  expect(nextReach(shelf([], []), firstReach)).toBeNull();
  expect(nextReach(shelf(many(4), many(4)), firstReach)).toBeNull();
  expect(nextReach(shelf(many(50), many(50)), 50)).toBeNull();
});
