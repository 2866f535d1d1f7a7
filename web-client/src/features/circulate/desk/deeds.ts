import type { Store } from '../../../lib/store';
import type { CirculationState, Deed, Result } from './model';
import type { World } from './send';

const keptDeeds = 200;

/** The rows of the stream: adding, changing and settling one. A row that is gone (another person came) stays gone. */
export function createDeeds(store: Store<CirculationState>, world: Pick<World, 'newKey' | 'now' | 'onSettled'>) {
  const find = (id: string): Deed | undefined => store.get().deeds.find((deed) => deed.id === id);

  const patch = (id: string, change: Partial<Deed>): void =>
    store.set((state) => ({
      ...state,
      deeds: state.deeds.map((deed) => (deed.id === id ? { ...deed, ...change } : deed)),
    }));

  const add = (code: string, known: Partial<Deed> = {}): string => {
    const id = world.newKey();
    const blank: Deed = {
      id,
      code,
      at: world.now(),
      state: 'queued',
      name: null,
      item: null,
      context: null,
      command: null,
      result: null,
    };
    store.set((state) => ({
      ...state,
      deeds: [{ ...blank, ...known }, ...state.deeds].filter(
        (deed, place) => place < keptDeeds || deed.state !== 'settled',
      ),
    }));
    return id;
  };

  const settle = (id: string, result: Result, known: Partial<Deed> = {}): void => {
    if (!find(id)) return;
    patch(id, { ...known, state: 'settled', result });
    const asks = result.kind === 'blocked' || result.kind === 'ambiguous';
    store.set((state) => ({
      ...state,
      refusalId: asks ? id : state.refusalId === id ? null : state.refusalId,
    }));
    const deed = find(id);
    if (deed) world.onSettled(deed);
  };

  return { find, patch, add, settle };
}
