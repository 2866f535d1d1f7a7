import type { ItemEvent, PatronRef } from '../../../api/types';

/** Whose loan ended last, as long as the library remembers: a newer loan whose patron is forgotten hides older ones. */
export function lastBorrower(newestFirst: readonly ItemEvent[]): PatronRef | null {
  const ended = newestFirst.find(({ kind }) => kind === 'returned' || kind === 'taken_over');
  return ended?.patron ?? null;
}
