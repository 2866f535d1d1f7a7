import { expect, it } from 'vitest';
import { forbiddenOf, pairOf, toggled, transfersOf } from './pairs';

it('keeps only the pairs that are forbidden, and turns one at a time', () => {
  const rule = { from_branch_id: 'a', to_branch_id: 'b', is_allowed: false };
  const forbidden = forbiddenOf({ rules: [rule, { from_branch_id: 'b', to_branch_id: 'a', is_allowed: true }] });
  expect([...forbidden]).toEqual([pairOf('a', 'b')]);
  expect(transfersOf(forbidden)).toEqual({ rules: [rule] });
  expect(transfersOf(toggled(forbidden, pairOf('a', 'b')))).toEqual({ rules: [] });
  expect([...toggled(forbidden, pairOf('b', 'a'))]).toEqual([pairOf('a', 'b'), pairOf('b', 'a')]);
});
