import { textOf, type Fields } from '../../../lib/fields';
import { minorUnits, plainAmount } from '../../../lib/format';
import type { FieldSpec } from '../../../ui/RecordField';

type Value = string | number | boolean | null;

const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** An entry as the text of its form. `exponent` is the currency's. */
export const fieldsOf = (specs: readonly FieldSpec[], entry: object, exponent = 0): Fields => {
  const known = new Map<string, unknown>(Object.entries(entry));
  return Object.fromEntries(
    specs.map(({ name, kind }) => {
      const value = known.get(name);
      if (kind === 'money' && typeof value === 'number') return [name, plainAmount(value, exponent)];
      return [name, isValue(value) ? textOf(value) : ''];
    }),
  );
};

/** What is no number is sent as it was typed: the service says what is wrong with it. An amount of nothing is none where it may be. */
function valueOf({ kind, isNeeded }: FieldSpec, text: string, exponent: number): Value {
  if (kind === 'check') return text === 'yes';
  if (text === '') return null;
  if (kind === 'money') {
    const amount = minorUnits(text, exponent);
    return amount === 0 && !isNeeded ? null : (amount ?? text);
  }
  return kind === 'number' && /^-?\d+$/.test(text) ? Number(text) : text;
}

/** The form in the shape the service takes: all that was given of a new entry, or what changed of one there is. */
export function bodyOf(
  specs: readonly FieldSpec[],
  before: Fields | null,
  after: Fields,
  exponent = 0,
): Record<string, Value> {
  const sent = specs
    .map((spec) => ({ spec, text: (after[spec.name] ?? '').trim() }))
    .filter(({ spec, text }) => (before ? text !== (before[spec.name] ?? '') : text !== '' || spec.kind === 'check'));
  return Object.fromEntries(sent.map(({ spec, text }) => [spec.name, valueOf(spec, text, exponent)]));
}
