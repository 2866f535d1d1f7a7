import { useTranslation } from 'react-i18next';
import type { ItemEvent } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { isScheme, isStatus } from '../words';

export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** What the fields of an item are called, by the names of the service. */
const names = {
  title_id: 'form.title',
  barcode: 'form.barcode',
  item_type_id: 'form.itemType',
  home_branch_id: 'form.home',
  current_branch_id: 'item.current',
  in_transit_to_id: 'history.transit',
  location_id: 'form.location',
  collection_id: 'form.collection',
  call_number: 'form.callNumber',
  call_number_scheme: 'form.scheme',
  part: 'form.part',
  replacement_price: 'form.price',
  parts_count: 'form.parts',
  missing_parts: 'form.missing',
  check_out_message: 'form.checkOut',
  check_in_message: 'form.checkIn',
  public_note: 'form.public',
  staff_note: 'form.staff',
  status: 'form.status',
  is_for_loan: 'history.lent',
} as const;

const isKnown = (field: string): field is keyof typeof names => Object.hasOwn(names, field);

/** A change of one field in words: its name, what it was and what it became. */
export function useChangeWords(): (change: FieldChange | ItemEvent['changes'][number]) => string {
  const { t } = useTranslation('catalogue');
  const { money } = useFormats();
  const value = (field: string, text: string | null): string => {
    if (text === null) return t('history.nothing');
    if (text === 'true') return t('history.yes');
    if (text === 'false') return t('history.no');
    if (field === 'status' && isStatus(text)) return t(`status.${text}`);
    if (field === 'call_number_scheme' && isScheme(text)) return t(`scheme.${text}`);
    if (field === 'replacement_price') return money(Number(text));
    return text;
  };
  return ({ field, before, after }) =>
    t('history.change', {
      field: isKnown(field) ? t(names[field]) : field,
      before: value(field, before),
      after: value(field, after),
    });
}
