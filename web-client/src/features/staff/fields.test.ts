import { expect, it } from 'vitest';
import { bodyOf, branchField } from './fields';

it('makes one list of the ticked branches, and sends a password only when one was typed', () => {
  const fields = {
    name: ' Ada ',
    username: 'ada',
    language: 'en',
    role: 'assistant',
    is_active: 'yes',
    all_branches: '',
  };
  expect(bodyOf({ ...fields, [branchField('b1')]: 'yes', [branchField('b2')]: '' })).toEqual({
    name: 'Ada',
    username: 'ada',
    language: 'en',
    role: 'assistant',
    is_active: true,
    all_branches: false,
    branch_ids: ['b1'],
  });
});
