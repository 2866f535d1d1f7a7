import { beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem, NoAnswer } from '../../../api/problem';
import { newDesk, settled } from './testDesk';

let { desk, world, deeds, kinds } = newDesk();
beforeEach(() => {
  ({ desk, world, deeds, kinds } = newDesk());
});

describe('the patron of an item', () => {
  const lost = { kind: 'patron', id: 'p', name: 'P', card_state: 'lost', status: null } as const;
  const failure = new ApiProblem({ code: 'internal' }, { status: 500, headers: new Headers() });
  const isLentTo = () => world.checkOut.mock.calls.map(([{ patron_id, item_id }]) => [patron_id, item_id]);

  it('is nobody after a dead card', async () => {
    desk.scan('card-7');
    await settled();
    world.lookUp.mockResolvedValueOnce([lost]);
    ['old', 'i1'].forEach(desk.scan);
    await settled();
    expect(kinds()).toEqual(['returned', 'dead-card', 'opened']);
    expect(desk.store.get().patron).toBeNull();
  });

  it('has to show the card again when a number, perhaps of the next card, could not be looked up', async () => {
    desk.scan('card-7');
    await settled();
    world.lookUp.mockRejectedValueOnce(failure);
    ['card-8', 'i1'].forEach(desk.scan);
    await settled();
    expect(kinds()).toEqual(['needs-card', 'failed', 'opened']);
    desk.scan('card-8');
    desk.scan('i1');
    await settled();
    expect(isLentTo()).toEqual([['card-8', 'i1']]);
  });

  it('is asked for again also where nobody was open, but not for what is only taken back', async () => {
    world.lookUp.mockRejectedValueOnce(failure);
    desk.scan('card-8');
    await settled();
    desk.scan('i1');
    desk.change({ mode: 'check-in' });
    desk.scan('i2');
    await settled();
    expect(kinds()).toEqual(['returned', 'needs-card', 'failed']);
  });

  it('is the one of the scan when it is looked up later, and no longer in doubt when it was an item', async () => {
    desk.scan('card-7');
    await settled();
    world.lookUp.mockRejectedValueOnce(failure);
    desk.scan('i1');
    await settled();
    desk.resend(deeds()[0]!.id);
    desk.scan('i2');
    await settled();
    expect(isLentTo()).toEqual([
      ['card-7', 'i1'],
      ['card-7', 'i2'],
    ]);
  });

  it('is the one of the scan although another was opened before it was sent again or settled', async () => {
    const both = [
      { kind: 'patron', id: 'card-1', name: 'P', card_state: 'active', status: null },
      { kind: 'item', id: 'i9', name: 'I', card_state: null, status: null },
    ] as const;
    desk.scan('card-7');
    await settled();
    world.lookUp.mockRejectedValueOnce(failure);
    desk.scan('i1');
    await settled();
    desk.scan('card-8');
    await settled();
    world.lookUp.mockResolvedValueOnce([...both]);
    desk.scan('9');
    await settled();
    desk.scan('card-9');
    await settled();
    const [, ambiguous, , failed] = deeds();
    desk.choose(ambiguous!.id, both[1]);
    desk.resend(failed!.id);
    await settled();
    expect(isLentTo()).toEqual([
      ['card-8', 'i9'],
      ['card-7', 'i1'],
    ]);
  });

  it('waits its turn when opened by hand: what was scanned before is not theirs', async () => {
    ['card-7', 'i1'].forEach(desk.scan);
    desk.openPatron({ id: 'card-8', name: 'B' });
    desk.scan('i2');
    await settled();
    expect(isLentTo()).toEqual([
      ['card-7', 'i1'],
      ['card-8', 'i2'],
    ]);
  });
});

describe('another person at the desk', () => {
  it('does nothing of what the one before had scanned', async () => {
    let fail: (cause: unknown) => void = () => undefined;
    world.lookUp.mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
    ['card-7', 'i1'].forEach(desk.scan);
    await settled();
    desk.reset();
    fail(new NoAnswer('down'));
    await settled();
    expect(world.lookUp).toHaveBeenCalledOnce();
    expect(world.onSettled).not.toHaveBeenCalled();
    expect(desk.store.get()).toMatchObject({ patron: null, deeds: [], refusalId: null, doubts: [] });
    desk.scan('i2');
    await settled();
    expect(kinds()).toEqual(['returned']);
  });

  it('does not even try again what was being tried', async () => {
    world.persist.mockImplementation(async (attempt: () => Promise<unknown>) => {
      await attempt().catch(() => desk.reset());
      return attempt();
    });
    world.lookUp.mockRejectedValue(new NoAnswer('down'));
    desk.scan('card-7');
    await settled();
    expect(world.lookUp).toHaveBeenCalledOnce();
  });
});

it('keeps every scan that still waits, however many they are', async () => {
  let open = (): void => undefined;
  world.lookUp.mockImplementationOnce(() => new Promise((resolve) => (open = () => resolve([]))));
  for (let count = 0; count < 230; count += 1) desk.scan(`i${count}`);
  await settled();
  expect(deeds()).toHaveLength(230);
  open();
  for (let turn = 0; turn < 60; turn += 1) await settled();
  expect(world.checkIn).toHaveBeenCalledTimes(229);
});
