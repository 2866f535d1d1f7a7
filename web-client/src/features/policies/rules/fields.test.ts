import { describe, expect, it } from 'vitest';
import { fieldsOf, policyChangeOf, policyOf } from './fields';

const rule = {
  branch_id: 'b1',
  patron_category_id: null,
  item_type_id: null,
  attributes: { loanable: false, loan_length: 21, fine_amount: 25, high_demand: { threshold: 3, length: 7 } },
};

describe('a rule on the form', () => {
  it('comes back as it was', () => {
    expect(policyOf(fieldsOf(rule, 2), 2)).toEqual(rule);
  });
  it('is changed only where it differs, and open answers are left to less exact rules', () => {
    const before = fieldsOf(rule, 2);
    const after = { ...before, fine_amount: '0.30', loan_length: '', branch_id: '', 'high_demand.length': '5' };
    expect(policyChangeOf(before, after, 2)).toEqual({
      branch_id: null,
      attributes: { loan_length: null, fine_amount: 30, high_demand: { threshold: 3, length: 5 } },
    });
  });
  it('says nothing when nothing differs', () => {
    expect(policyChangeOf(fieldsOf(rule, 2), fieldsOf(rule, 2), 2)).toEqual({});
  });
});
