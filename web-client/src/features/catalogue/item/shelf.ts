import type { Shelf, ShelfItem } from '../../../api/types';

/** How far one may look to either side, step by step; the last is as far as the service shows at once. */
const reaches = [5, 20, 50] as const;

export const firstReach: number = reaches[0];

/** The next step, or null where there is no more of the shelf to be shown around this item. */
export function nextReach({ before, after }: Shelf, reach: number): number | null {
  const isWhole = before.length < reach && after.length < reach;
  return isWhole ? null : (reaches.find((next) => next > reach) ?? null);
}

/** The shelf from left to right, as one list. */
export const inOrder = ({ before, item, after }: Shelf): ShelfItem[] => [...before, item, ...after];
