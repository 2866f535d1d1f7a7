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

it('sends what changed, null for what was taken away, and leaves what is no number to the service', () => {
  const before = fieldsOf(specs, { id: 'x', code: 'A', min_age: 13, is_active: true });
  expect(bodyOf(specs, before, before)).toEqual({});
  expect(bodyOf(specs, before, { ...before, min_age: '', is_active: '' })).toEqual({ min_age: null, is_active: false });
  expect(bodyOf(specs, before, { ...before, min_age: 'ten' })).toEqual({ min_age: 'ten' });
});
