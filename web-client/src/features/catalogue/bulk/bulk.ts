import type { ItemChanges } from '../../../api/catalogue';
import type { PlannedItemChange } from '../../../api/types';
import type { Fields } from '../../../lib/fields';
import { minorUnits } from '../../../lib/format';

/** What stands for "no collection" among the choices, where nothing chosen means that it stays. */
export const noCollection = 'none';

/** The barcodes in what was scanned or pasted, whatever stands between them; each once. */
export const barcodesOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];

/** A text that is set, taken away, or left as it is. */
function textChange(fields: Fields, name: string): string | null | undefined {
  if (fields[`${name}_clear`] === 'yes') return null;
  return fields[name]?.trim() || undefined;
}

/** What the form changes, in the shape the service takes. What is left empty stays. */
export function changesOfForm(fields: Fields, currencyExponent: number): ItemChanges {
  const price = textChange(fields, 'replacement_price');
  const collection = fields['collection_id'];
  const lending = fields['lending'];
  const changes = {
    item_type_id: fields['item_type_id'] || undefined,
    location_id: fields['location_id'] || undefined,
    collection_id: collection === noCollection ? null : collection || undefined,
    is_for_loan: lending ? lending === 'yes' : undefined,
    // What is no amount goes as it is: the service says what is wrong with it.
    replacement_price: typeof price === 'string' ? (minorUnits(price, currencyExponent) ?? price) : price,
    status: fields['status'] || undefined,
    public_note: textChange(fields, 'public_note'),
    staff_note: textChange(fields, 'staff_note'),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as ItemChanges;
}

/** What is sent to change the items that a preview showed as changing. */
export const seenOf = (lines: readonly PlannedItemChange[]): { id: string; version: number }[] =>
  lines.flatMap(({ id, version, changes }) => (id && version && changes.length > 0 ? [{ id, version }] : []));
