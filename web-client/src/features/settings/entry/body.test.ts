import { expect, it } from 'vitest';
import type { FieldSpec } from '../../../ui/RecordField';
import { bodyOf, fieldsOf } from './body';

const specs: FieldSpec[] = [
  { name: 'code', label: '' },
  { name: 'min_age', label: '', kind: 'number' },
  { name: 'is_active', label: '', kind: 'check' },
];

it('sends all that was given of a new entry, in its own type', () => {
  expect(bodyOf(specs, null, { code: ' CHILD ', min_age: '' })).toEqual({ code: 'CHILD', is_active: false });
  expect(bodyOf(specs, null, { code: 'A', min_age: '0', is_active: 'yes' })).toEqual({
    code: 'A',
    min_age: 0,
    is_active: true,
  });
});

it('writes money as people do and sends it in the smallest unit', () => {
  const fee: FieldSpec[] = [{ name: 'fee', label: '', kind: 'money' }];
  const before = fieldsOf(fee, { fee: 250 }, 2);
  expect(before).toEqual({ fee: '2.50' });
  expect(bodyOf(fee, before, { fee: '3,5' }, 2)).toEqual({ fee: 350 });
  expect(bodyOf(fee, before, { fee: '0' }, 2)).toEqual({ fee: null });
  expect(bodyOf([{ ...fee[0]!, isNeeded: true }], before, { fee: '0' }, 2)).toEqual({ fee: 0 });
  expect(bodyOf(fee, before, { fee: 'much' }, 2)).toEqual({ fee: 'much' });
  expect(bodyOf(fee, null, { fee: '12' }, 0)).toEqual({ fee: 12 });
});

it('sends what changed, null for what was taken away, and leaves what is no number to the service', () => {
  const before = fieldsOf(specs, { id: 'x', code: 'A', min_age: 13, is_active: true });
  expect(bodyOf(specs, before, before)).toEqual({});
  expect(bodyOf(specs, before, { ...before, min_age: '', is_active: '' })).toEqual({ min_age: null, is_active: false });
  expect(bodyOf(specs, before, { ...before, min_age: 'ten' })).toEqual({ min_age: 'ten' });
});
