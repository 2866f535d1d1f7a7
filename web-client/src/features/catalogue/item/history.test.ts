import { describe, expect, it } from 'vitest';
import type { ItemEvent } from '../../../api/types';
import { lastBorrower } from './history';

const patron = (name: string) => ({ id: name, name, card_number: null });

const event = (kind: ItemEvent['kind'], name: string | null): ItemEvent => ({
  id: `${kind} ${name ?? ''}`,
  at: '2026-03-10T12:00:00Z',
  kind,
  branch: null,
  staff: null,
  loan_id: null,
  patron: name === null ? null : patron(name),
  due_at: null,
  returned_at: null,
  changes: [],
});

describe('the last borrower', () => {
  it('is whose loan ended last, not who has it now', () => {
    const events = [
      event('checked_out', 'Now'),
      event('changed', null),
      event('taken_over', 'Last'),
      event('returned', 'Old'),
    ];
    expect(lastBorrower(events)).toEqual(patron('Last'));
  });

  it('is nobody once that loan is forgotten, even when an older one is remembered', () => {
    expect(lastBorrower([event('returned', null), event('returned', 'Old')])).toBeNull();
  });

  it('is nobody when no loan has ended', () => {
    expect(lastBorrower([event('checked_out', 'Now'), event('added', null)])).toBeNull();
  });
});
