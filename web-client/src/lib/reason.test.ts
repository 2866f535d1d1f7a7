import { expect, it } from 'vitest';
import { isReason } from './reason';

it('is words of somebody, and nothing that a scanner typed', () => {
  for (const reason of ['Exam week', 'agreed', 'No. 5 is lost', 'Más tarde', 'Bring 2 back']) {
    expect([reason, isReason(reason)]).toEqual([reason, true]);
  }
  for (const scan of ['3000000019', 'BK-100234', 'a1234b', 'LIB0042', '', '  ', 'x', '12 34']) {
    expect([scan, isReason(scan)]).toEqual([scan, false]);
  }
});
