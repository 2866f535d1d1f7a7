import { checkIn, checkOut, lookUpBarcode, renewLoan } from '../../../api/circulation';
import { untilOnline } from '../../../api/connection';
import { newKey, persist } from '../../../api/deed';
import { sessionState, watchSession } from '../../../api/session';
import { useStore } from '../../../lib/store';
import { createCirculation } from './circulation';
import { toneOf, type CirculationState, type Deed } from './model';
import { play } from './sounds';

const listeners = new Set<(deed: Deed) => void>();

/** The work at this desk. It outlives the screen, so that looking something up elsewhere loses nothing. */
export const circulation = createCirculation({
  lookUp: lookUpBarcode,
  checkOut,
  checkIn,
  renew: renewLoan,
  persist,
  untilOnline: () => untilOnline(60_000),
  newKey,
  now: Date.now,
  onSettled: (deed) => {
    if (deed.result && deed.result.kind !== 'opened') play(toneOf(deed.result));
    listeners.forEach((listener) => listener(deed));
  },
});

/** Hears of every deed that came to its end. */
export function onSettled(listener: (deed: Deed) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCirculation<P>(pick: (state: CirculationState) => P): P {
  return useStore(circulation.store, pick);
}

// A session that lapsed comes back to its stream; another person starts with an empty one, and another branch with
// nobody at the desk.
let worker: string | null = null;
let place: string | null = null;
watchSession(() => {
  const { session, hasLapsed } = sessionState();
  const next = session?.staff.id ?? (hasLapsed ? worker : null);
  if (next !== worker && worker !== null) circulation.reset();
  else if (session && place !== null && session.branch.id !== place) circulation.closePatron();
  worker = next;
  place = session?.branch.id ?? place;
});
