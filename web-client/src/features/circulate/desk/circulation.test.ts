import { beforeEach, describe, expect, it } from 'vitest';
import { NoAnswer } from '../../../api/problem';
import { loanToRenew, toneOf } from './model';
import { back, newDesk, refusal, settled } from './testDesk';

let { desk, world, deeds, kinds } = newDesk();
beforeEach(() => {
  ({ desk, world, deeds, kinds } = newDesk());
});

describe('a scan', () => {
  it('checks in without a patron, opens a card, and checks out with a patron', async () => {
    ['i1', 'card-7', 'i2'].forEach(desk.scan);
    await settled();
    expect(kinds()).toEqual(['lent', 'opened', 'returned']);
    expect(world.checkOut).toHaveBeenCalledWith({ patron_id: 'card-7', item_id: 'i2' }, { key: 'key-3' });
  });

  it('waits for the one before, so that the order is the order of scanning', async () => {
    let answerFirst = (): void => undefined;
    world.checkIn.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = () => resolve(back('i1')))));
    ['i1', 'i2'].forEach(desk.scan);
    await settled();
    expect(deeds().map(({ state }) => state)).toEqual(['queued', 'working']);
    answerFirst();
    await settled();
    expect(kinds()).toEqual(['returned', 'returned']);
  });

  it('belongs to the patron although Escape was pressed before it was worked off', async () => {
    ['card-7', 'i1'].forEach(desk.scan);
    desk.closePatron();
    desk.scan('i2');
    await settled();
    expect(kinds()).toEqual(['returned', 'lent', 'opened']);
    expect(desk.store.get().patron).toBeNull();
  });

  it('is unknown when nothing has the number, and nothing is done', async () => {
    desk.scan('none');
    desk.scan('   ');
    await settled();
    expect(kinds()).toEqual(['unknown']);
    expect(world.checkIn).not.toHaveBeenCalled();
  });

  it('does not open a card that was lost', async () => {
    world.lookUp.mockResolvedValueOnce([{ kind: 'patron', id: 'p', name: 'P', card_state: 'lost', status: null }]);
    desk.scan('old');
    await settled();
    expect(kinds()).toEqual(['dead-card']);
    expect(desk.store.get().patron).toBeNull();
  });

  it('asks when a card and an item share the number', async () => {
    const both = [
      { kind: 'patron', id: 'card-1', name: 'P', card_state: 'active', status: null },
      { kind: 'item', id: 'i1', name: 'I', card_state: null, status: null },
    ] as const;
    world.lookUp.mockResolvedValueOnce([...both]);
    desk.scan('1');
    await settled();
    expect(kinds()).toEqual(['ambiguous']);
    desk.choose(deeds()[0]!.id, both[1]);
    await settled();
    expect(kinds()).toEqual(['returned']);
  });
});

describe('a number that was unknown and is an item now', () => {
  const found = { id: 'i9', name: 'Found in the attic' };
  /** What was scanned, and then catalogued although another patron came meanwhile. */
  const catalogue = async () => {
    desk.scan('none');
    await settled();
    const { id } = deeds()[0]!;
    desk.scan('card-8');
    await settled();
    desk.catalogued(id, found);
    desk.catalogued(id, found);
    await settled();
    return deeds().find((deed) => deed.id === id)!;
  };

  it('is lent once, to whom it was scanned for', async () => {
    desk.scan('card-7');
    expect((await catalogue()).result?.kind).toBe('lent');
    expect(world.checkOut.mock.calls).toEqual([[{ patron_id: 'card-7', item_id: 'i9' }, { key: 'key-2' }]]);
  });

  it('is lent to nobody where nobody was open, a mode was on or the card is in doubt', async () => {
    expect(await catalogue()).toMatchObject({ result: { kind: 'catalogued' }, name: found.name });
    desk.change({ mode: 'check-in' });
    expect((await catalogue()).result?.kind).toBe('catalogued');
    desk.change({ mode: 'automatic' });
    world.lookUp.mockRejectedValueOnce(new Error('no answer'));
    desk.scan('card-9');
    expect((await catalogue()).result?.kind).toBe('catalogued');
    expect(world.checkOut).not.toHaveBeenCalled();
  });
});

describe('the modes', () => {
  it('take items back although a patron is open, with the date and the waiver of the mode at the time of the scan', async () => {
    desk.scan('card-7');
    desk.change({ mode: 'book-drop', returnedAt: '2026-01-01T18:00:00Z' });
    desk.scan('i1');
    desk.change({ mode: 'amnesty', amnestyReason: 'Spring' });
    desk.scan('i2');
    await settled();
    expect(world.checkIn.mock.calls.map(([command]) => command)).toEqual([
      { item_id: 'i1', returned_at: '2026-01-01T18:00:00Z' },
      { item_id: 'i2', waive_fine: { reason: 'Spring' } },
    ]);
  });

  it('forget the wishes of one patron when the next one is opened', async () => {
    desk.scan('card-7');
    await settled();
    desk.change({ isOnSite: true, dueAt: '2026-02-01T00:00:00Z' });
    ['i1', 'card-8', 'i2'].forEach(desk.scan);
    await settled();
    expect(world.checkOut.mock.calls.map(([command]) => command)).toEqual([
      { patron_id: 'card-7', item_id: 'i1', on_site: true, due_at: '2026-02-01T00:00:00Z' },
      { patron_id: 'card-8', item_id: 'i2' },
    ]);
  });
});

describe('a refusal', () => {
  beforeEach(async () => {
    desk.scan('card-7');
    await settled();
  });

  it('shows its reasons, and goes through under the same key with permission', async () => {
    world.checkOut.mockRejectedValueOnce(refusal({ code: 'balance-limit' }));
    desk.scan('i1');
    await settled();
    const [deed] = deeds();
    expect(desk.store.get().refusalId).toBe(deed!.id);
    expect(toneOf(deed!.result!)).toBe('refused');
    desk.resend(deed!.id, { override: { codes: ['balance-limit'], reason: 'agreed' } });
    await settled();
    expect(world.checkOut.mock.lastCall?.[1]).toEqual({
      key: deed!.id,
      override: { codes: ['balance-limit'], reason: 'agreed' },
    });
    expect(kinds()[0]).toBe('lent');
    expect(desk.store.get().refusalId).toBeNull();
  });

  it('does not hold up the scans behind it', async () => {
    world.checkOut.mockRejectedValueOnce(refusal({}));
    ['i1', 'i2'].forEach(desk.scan);
    await settled();
    expect(kinds()).toEqual(['lent', 'blocked', 'opened']);
  });

  it('becomes a renewal when the patron already has the item', async () => {
    world.checkOut.mockRejectedValueOnce(
      refusal({ code: 'on-loan-to-patron', level: 'nobody', facts: { loan_id: 'loan-9' } }),
    );
    desk.scan('i1');
    await settled();
    expect(loanToRenew(deeds()[0]!)).toBe('loan-9');
    expect(toneOf(deeds()[0]!.result!)).toBe('attention');
    desk.renewInstead(deeds()[0]!.id);
    await settled();
    expect(world.renew).toHaveBeenCalledWith('loan-9', expect.anything());
    expect(kinds()[0]).toBe('renewed');
  });
});

describe('a renewal', () => {
  it('is one although the key was pressed twice, and may be another once it is done', async () => {
    desk.renew('loan-1', 'Title', 'I1');
    desk.renew('loan-1', 'Title', 'I1');
    desk.renew('loan-2', 'Title', 'I2');
    await settled();
    expect(world.renew).toHaveBeenCalledTimes(2);
    desk.renew('loan-1', 'Title', 'I1');
    await settled();
    expect(world.renew).toHaveBeenCalledTimes(3);
  });
});

describe('a lost connection', () => {
  it('holds the deed and sends it again under its key once the service is back', async () => {
    world.checkIn.mockRejectedValueOnce(new NoAnswer('down'));
    desk.scan('i1');
    await settled();
    expect(kinds()).toEqual(['returned']);
    expect(world.untilOnline).toHaveBeenCalledOnce();
    expect(world.checkIn.mock.calls.map(([, sending]) => sending)).toEqual([{ key: 'key-1' }, { key: 'key-1' }]);
  });
});
