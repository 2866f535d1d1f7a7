import { expect, it } from 'vitest';
import type { Loan } from '../../../api/types';
import type { Deed } from '../desk/model';
import { onSlip } from './dueSlip';

const loan = (id: string) => ({ id, patron: { id: 'p' } }) as Loan;
const lent = (id: string) => ({ command: null, result: { kind: 'lent', loan: loan(id) } }) as unknown as Deed;
const renewed = (id: string) =>
  ({ command: null, result: { kind: 'renewed', renewal: { loan: loan(id) } } }) as unknown as Deed;
const ids = (open: string[], deeds: Deed[]) => onSlip(open.map(loan), deeds, 'p').map(({ id }) => id);

it('lists what was lent here and is still out, each once, as the service has it now', () => {
  // Newest first, as the stream has them.
  expect(ids(['a', 'b', 'old'], [renewed('a'), lent('gone'), lent('b'), lent('a')])).toEqual(['a', 'b']);
});

it('lists all that is out when nothing of it was lent here', () => {
  expect(ids(['old', 'older'], [lent('gone')])).toEqual(['old', 'older']);
  expect(onSlip([loan('old')], [lent('x')], 'another')).toHaveLength(1);
});
