import type { BarcodeMatch } from '../../../api/circulation';
import { ApiProblem, NoAnswer } from '../../../api/problem';
import { createStore, type Store } from '../../../lib/store';
import { createDeeds } from './deeds';
import {
  borrowerIn,
  firstSettings,
  loanToRenew,
  type CirculationState,
  type Claim,
  type Command,
  type Context,
  type OpenPatron,
  type Settings,
} from './model';
import { nameOf, send, type Permission, type World } from './send';

export interface Circulation {
  store: Store<CirculationState>;
  /** Takes a scan. Scans are worked off one after the other in the order they came, however fast they come. */
  scan: (code: string) => void;
  /** Opens a patron once what was scanned before is done. */
  openPatron: (patron: OpenPatron) => void;
  /** Closes the patron once what was scanned before is done. */
  closePatron: () => void;
  change: (settings: Partial<Settings>) => void;
  /** Sends a refused deed again, with permission; or one that failed, as it is. */
  resend: (deedId: string, permission?: Permission) => void;
  /** Settles a number that is both a card and an item. */
  choose: (deedId: string, match: BarcodeMatch) => void;
  resolveClaim: (deedId: string, claim: Claim) => void;
  /** Goes on with a number that was unknown and is an item now: lends it to whom it was scanned for. */
  catalogued: (deedId: string, item: { id: string; name: string }) => void;
  renew: (loanId: string, name: string, barcode: string) => void;
  /** Renews the loan that stood in the way of lending the item again to the same patron. */
  renewInstead: (deedId: string) => void;
  showRefusal: (deedId: string | null) => void;
  clear: () => void;
  /** Forgets everything: another person signed in. */
  reset: () => void;
}

/** The deed is no longer on this desk, so it must not be done. */
class Gone extends Error {}

export function createCirculation(world: World): Circulation {
  const start: CirculationState = { patron: null, settings: firstSettings, deeds: [], refusalId: null, doubts: [] };
  const store = createStore(start);
  const { find, patch, add, settle } = createDeeds(store, world);
  let tail: Promise<void> = Promise.resolve();

  const enqueue = (work: () => Promise<void>) => {
    tail = tail.then(work);
  };

  /** Waits out a lost connection: the deed is held, not given up, because its key makes sending it again safe. */
  const untilAnswered = async <T>(id: string, attempt: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await world.persist(() => (find(id) ? attempt() : Promise.reject(new Gone())));
      } catch (error) {
        if (!(error instanceof NoAnswer) || !find(id)) throw error;
        patch(id, { state: 'held' });
        await world.untilOnline();
        patch(id, { state: 'working' });
      }
    }
  };

  const perform = async (id: string, command: Command, permission: Permission = {}) => {
    patch(id, { command, state: 'working' });
    try {
      const result = await untilAnswered(id, () => send(world, id, command, permission));
      settle(id, result, nameOf(result));
    } catch (error) {
      const isRefused = error instanceof ApiProblem && error.code === 'blocked' && error.blocks.length > 0;
      settle(id, isRefused ? { kind: 'blocked', blocks: error.blocks } : { kind: 'failed', error });
    }
  };

  /** Somebody stands at the desk, or nobody. A wish for one patron's loans is not the next one's. */
  const stand = (patron: OpenPatron | null) =>
    store.set((state) => ({
      ...state,
      patron,
      doubts: [],
      settings:
        patron && state.patron?.id === patron.id ? state.settings : { ...state.settings, isOnSite: false, dueAt: null },
    }));
  const doubt = (id: string, isInDoubt: boolean) =>
    store.set((state) => {
      const others = state.doubts.filter((other) => other !== id);
      return { ...state, doubts: isInDoubt ? [...others, id] : others };
    });

  const takeCard = (id: string, match: BarcodeMatch) => {
    if (match.card_state !== null && match.card_state !== 'active') {
      // Whoever showed it is not the one before.
      stand(null);
      settle(id, { kind: 'dead-card', match }, { name: match.name });
      return;
    }
    const patron = { id: match.id, name: match.name };
    stand(patron);
    settle(id, { kind: 'opened', patron }, { name: match.name });
  };

  const take = async (id: string, match: BarcodeMatch, { patron, settings, isInDoubt }: Context) => {
    doubt(id, false);
    if (match.kind === 'patron') {
      takeCard(id, match);
      return;
    }
    patch(id, { name: match.name });
    if (settings.mode === 'automatic' && isInDoubt) {
      settle(id, { kind: 'needs-card' });
    } else if (settings.mode === 'automatic' && patron) {
      const { isOnSite, dueAt } = settings;
      await perform(id, { kind: 'check-out', patron, itemId: match.id, isOnSite, dueAt });
    } else {
      await perform(id, {
        kind: 'check-in',
        itemId: match.id,
        returnedAt: settings.mode === 'book-drop' ? settings.returnedAt : null,
        waiverReason: settings.mode === 'amnesty' ? settings.amnestyReason : null,
      });
    }
  };

  const work = async (id: string, code: string, context: Context) => {
    patch(id, { state: 'working', context });
    try {
      const matches = await untilAnswered(id, () => world.lookUp(code));
      if (!find(id)) return;
      const [match] = matches;
      if (match && matches.length === 1) {
        await take(id, match, context);
        return;
      }
      doubt(id, matches.length > 1);
      settle(id, match ? { kind: 'ambiguous', matches } : { kind: 'unknown' });
    } catch (error) {
      if (find(id)) doubt(id, true);
      settle(id, { kind: 'failed', error });
    }
  };

  const scan = (text: string) => {
    const code = text.trim();
    if (code === '') return;
    // The modes as they were on the screen when it was scanned; the patron, and the wishes for this patron's loans, as
    // the scans before have left them.
    const { settings } = store.get();
    const id = add(code);
    enqueue(async () => {
      const { patron, doubts, settings: now } = store.get();
      const { isOnSite, dueAt } = now;
      await work(id, code, { patron, settings: { ...settings, isOnSite, dueAt }, isInDoubt: doubts.length > 0 });
    });
  };

  const renew = (loanId: string, name: string, barcode: string, patron = store.get().patron) => {
    const isUnderway = store
      .get()
      .deeds.some(({ state, command: of }) => state !== 'settled' && of?.kind === 'renewal' && of.loanId === loanId);
    if (isUnderway) return;
    const command: Command = { kind: 'renewal', loanId, patron, itemId: null };
    const id = add(barcode, { name, command });
    enqueue(() => perform(id, command));
  };

  const resend = (deedId: string, permission: Permission = {}) => {
    const deed = find(deedId);
    if (!deed || deed.state !== 'settled') return;
    const { command, code, context } = deed;
    if (!command && !context) return;
    patch(deedId, { state: 'queued' });
    enqueue(async () => {
      if (command) await perform(deedId, command, permission);
      else if (context) await work(deedId, code, context);
    });
  };

  const catalogued = (deedId: string, { id: itemId, name }: { id: string; name: string }) => {
    const deed = find(deedId);
    const context = deed?.context;
    if (deed?.result?.kind !== 'unknown' || deed.state !== 'settled' || !context) return;
    const patron = borrowerIn(context);
    patch(deedId, { state: 'queued', name });
    store.set((state) => ({ ...state, refusalId: state.refusalId === deedId ? null : state.refusalId }));
    enqueue(async () => {
      const { isOnSite, dueAt } = context.settings;
      if (patron) await perform(deedId, { kind: 'check-out', patron, itemId, isOnSite, dueAt });
      else settle(deedId, { kind: 'catalogued' });
    });
  };

  return {
    store,
    scan,
    catalogued,
    openPatron: (patron) => enqueue(async () => stand(patron)),
    closePatron: () => enqueue(async () => stand(null)),
    change: (settings) => store.set((state) => ({ ...state, settings: { ...state.settings, ...settings } })),
    resend,
    choose: (deedId, match) => {
      const deed = find(deedId);
      const context = deed?.context;
      if (deed?.result?.kind !== 'ambiguous' || deed.state !== 'settled' || !context) return;
      patch(deedId, { state: 'queued' });
      enqueue(() => take(deedId, match, context));
    },
    resolveClaim: (deedId, claim) => {
      const command = find(deedId)?.command;
      if (command?.kind !== 'check-in') return;
      patch(deedId, { command: { ...command, claim } });
      resend(deedId);
    },
    renew,
    renewInstead: (deedId) => {
      const deed = find(deedId);
      const loanId = deed && loanToRenew(deed);
      if (!deed || !loanId) return;
      store.set((state) => ({ ...state, refusalId: null, deeds: state.deeds.filter(({ id }) => id !== deedId) }));
      renew(loanId, deed.name ?? '', deed.code, deed.context?.patron ?? null);
    },
    showRefusal: (refusalId) => {
      const { refusalId: shown } = store.get();
      // Somebody looked at it and left it: it is nobody's card.
      if (refusalId === null && shown !== null) doubt(shown, false);
      store.set((state) => ({ ...state, refusalId }));
    },
    clear: () =>
      store.set((state) => ({
        ...state,
        refusalId: null,
        deeds: state.deeds.filter(({ state: of }) => of !== 'settled'),
      })),
    reset: () => {
      store.set(start);
      tail = Promise.resolve();
    },
  };
}
