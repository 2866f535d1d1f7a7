import { vi } from 'vitest';
import { ApiProblem } from '../../../api/problem';
import type { Block, ItemRef, Loan, Return } from '../../../api/types';
import { createCirculation } from './circulation';
import type { Deed } from './model';
import type { World } from './send';

const item = (id: string): ItemRef => ({
  id,
  barcode: id.toUpperCase(),
  call_number: null,
  part: null,
  title: { id: `t-${id}`, title: `Title ${id}`, author: null },
});
const ada = { id: 'ada', name: 'Ada Reader', card_number: '1' };
const loanOf = (id: string): Loan =>
  ({ id: `loan-${id}`, item: item(id), patron: ada, messages: [] as unknown[] }) as Loan;
export const back = (id: string): Return =>
  ({
    outcome: 'checked_in',
    item: { ...item(id), status: 'available' },
    route_to: { kind: 'shelf' },
    loan: null,
    fine: null,
    messages: [] as unknown[],
  }) as unknown as Return;
export const refusal = (...blocks: Partial<Block>[]): ApiProblem =>
  new ApiProblem(
    {
      code: 'blocked',
      blocks: blocks.map((block) => ({ code: 'balance-limit', detail: '', level: 'supervisor', facts: {}, ...block })),
    },
    { status: 409, headers: new Headers() },
  );

export type FakeWorld = { [K in keyof World]: ReturnType<typeof vi.fn> };

/** Everything that is waiting goes on as far as it can. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** A desk in a world of its own: numbers that begin with `card` are cards, `none` is nothing, the rest are items. */
export function newDesk() {
  let keys = 0;
  const world: FakeWorld = {
    lookUp: vi.fn((code: string) =>
      Promise.resolve(
        code === 'none'
          ? []
          : [
              {
                kind: code.startsWith('card') ? 'patron' : 'item',
                id: code,
                name: code,
                card_state: null,
                status: null,
              },
            ],
      ),
    ),
    checkOut: vi.fn(({ item_id }: { item_id: string }) => Promise.resolve(loanOf(item_id))),
    checkIn: vi.fn(({ item_id }: { item_id: string }) => Promise.resolve(back(item_id))),
    renew: vi.fn(() => Promise.resolve({ loan: loanOf('i1'), due_at_before: '', fine: null })),
    persist: vi.fn((attempt: () => Promise<unknown>) => attempt()),
    untilOnline: vi.fn(() => Promise.resolve()),
    newKey: vi.fn(() => `key-${(keys += 1)}`),
    now: vi.fn(() => 0),
    onSettled: vi.fn(),
  };
  const desk = createCirculation(world as unknown as World);
  const deeds = (): readonly Deed[] => desk.store.get().deeds;
  return { world, desk, deeds, kinds: () => deeds().map(({ result }) => result?.kind) };
}
