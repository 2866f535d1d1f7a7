import type { BarcodeMatch, NewLoan, NewReturn, Renewal, Sending } from '../../../api/circulation';
import type { Loan, Return } from '../../../api/types';
import type { Command, Deed, Result } from './model';

/** What circulation needs of the world outside; handed in so that its order can be tested without one. */
export interface World {
  lookUp: (barcode: string) => Promise<readonly BarcodeMatch[]>;
  checkOut: (command: NewLoan, sending: Sending) => Promise<Loan>;
  checkIn: (command: NewReturn, sending: Sending) => Promise<Return>;
  renew: (loanId: string, sending: Sending) => Promise<Renewal>;
  /** Tries until there is an answer or the patience for a busy service ends. */
  persist: <T>(attempt: () => Promise<T>) => Promise<T>;
  untilOnline: () => Promise<void>;
  newKey: () => string;
  now: () => number;
  /** A deed came to its end: the place for sounds and for reading records again. */
  onSettled: (deed: Deed) => void;
}

/** Permission that a deed is sent again with. */
export type Permission = Pick<Sending, 'override' | 'grant'>;

/** Sends a deed under its key and says what came of it; throws what the service refused. */
export async function send(world: World, key: string, command: Command, permission: Permission): Promise<Result> {
  const sending = { key, ...permission };
  switch (command.kind) {
    case 'check-out': {
      const { patron, itemId, isOnSite, dueAt } = command;
      const wish = { ...(isOnSite && { on_site: true }), ...(dueAt !== null && { due_at: dueAt }) };
      return { kind: 'lent', loan: await world.checkOut({ patron_id: patron.id, item_id: itemId, ...wish }, sending) };
    }
    case 'check-in': {
      const { itemId, returnedAt, waiverReason, claim } = command;
      const more = {
        ...(returnedAt !== null && { returned_at: returnedAt }),
        ...(waiverReason !== null && { waive_fine: { reason: waiverReason } }),
        ...(claim && { claim_resolution: claim }),
      };
      return { kind: 'returned', answer: await world.checkIn({ item_id: itemId, ...more }, sending) };
    }
    case 'renewal':
      return { kind: 'renewed', renewal: await world.renew(command.loanId, sending) };
  }
}

/** The item a result is about, and its title. */
export function nameOf(result: Result): Partial<Deed> {
  if (result.kind === 'lent') return { item: result.loan.item, name: result.loan.item.title.title };
  if (result.kind === 'returned') return { item: result.answer.item, name: result.answer.item.title.title };
  if (result.kind === 'renewed') return { item: result.renewal.loan.item, name: result.renewal.loan.item.title.title };
  return {};
}
