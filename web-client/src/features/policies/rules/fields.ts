import type { PolicyChange, PolicyInput } from '../../../api/policies';
import { textOf, type Fields } from '../../../lib/fields';
import { minorUnits } from '../../../lib/format';
import { attributeNames, isAmount, isYesNo, type AttributeName } from '../attributes';
import type { SomeAttributes } from '../useAttributeWords';

const scopes = ['branch_id', 'patron_category_id', 'item_type_id'] as const;

/** High demand is two fields on the form and one answer of the rule. */
export const demandThreshold = 'high_demand.threshold';
export const demandLength = 'high_demand.length';

const texts: readonly AttributeName[] = [
  'loan_unit',
  'fine_unit',
  'hard_due_date',
  'hard_due_mode',
  'closed_day_mode',
  'renewal_from',
  'fine_charge_at',
  'grace_mode',
  'lost_refund',
  'overdue_on_lost',
  'pickup_allowed',
  'return_allowed',
];

/** A rule as the text of the form: amounts as people write them, yes and no as words, open answers empty. */
export function fieldsOf(
  policy: { [Scope in (typeof scopes)[number]]: string | null } & { attributes: SomeAttributes },
  exponent: number,
): Fields {
  const fields: Fields = Object.fromEntries(scopes.map((name) => [name, textOf(policy[name])]));
  for (const name of attributeNames) {
    const value = policy.attributes[name];
    if (name === 'high_demand') continue;
    if (isYesNo(name)) fields[name] = value === true ? 'yes' : value === false ? 'no' : '';
    else if (isAmount(name)) fields[name] = typeof value === 'number' ? (value / 10 ** exponent).toFixed(exponent) : '';
    else fields[name] = typeof value === 'object' ? '' : textOf(value);
  }
  fields[demandThreshold] = textOf(policy.attributes.high_demand?.threshold);
  fields[demandLength] = textOf(policy.attributes.high_demand?.length);
  return fields;
}

function valueOf(name: AttributeName, fields: Fields, exponent: number): unknown {
  if (name === 'high_demand') {
    const [threshold, length] = [fields[demandThreshold]?.trim(), fields[demandLength]?.trim()];
    return threshold || length ? { threshold: Number(threshold), length: Number(length) } : null;
  }
  const text = fields[name]?.trim() ?? '';
  if (text === '') return null;
  if (isYesNo(name)) return text === 'yes';
  if (isAmount(name)) return minorUnits(text, exponent) ?? text;
  return texts.includes(name) ? text : Number(text);
}

const scopeOf = (fields: Fields) => Object.fromEntries(scopes.map((name) => [name, fields[name]?.trim() || null]));

/** A new rule: only what it says. */
export function policyOf(fields: Fields, exponent: number): PolicyInput {
  const attributes = attributeNames
    .map((name) => [name, valueOf(name, fields, exponent)] as const)
    .filter(([, value]) => value !== null);
  return { ...scopeOf(fields), attributes: Object.fromEntries(attributes) } as PolicyInput;
}

/** What changed of a rule; null leaves an answer to less exact rules. */
export function policyChangeOf(before: Fields, after: Fields, exponent: number): PolicyChange {
  const differs = (name: string) => (before[name] ?? '') !== (after[name]?.trim() ?? '');
  const changed = attributeNames.filter((name) =>
    name === 'high_demand' ? differs(demandThreshold) || differs(demandLength) : differs(name),
  );
  return {
    ...Object.fromEntries(Object.entries(scopeOf(after)).filter(([name]) => differs(name))),
    ...(changed.length > 0 && {
      attributes: Object.fromEntries(changed.map((name) => [name, valueOf(name, after, exponent)])),
    }),
  } as PolicyChange;
}
