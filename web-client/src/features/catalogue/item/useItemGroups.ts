import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery, collectionsQuery, itemTypesQuery, locationsQuery } from '../../../api/choices';
import type { Item, Library } from '../../../api/types';
import { minorUnits } from '../../../lib/format';
import { textOf, type Fields } from '../../../lib/fields';
import type { FieldGroup } from '../../../ui/RecordForm';
import { schemes, statusesByHand } from '../words';

/** The fields of an item. The shelves offered are those of the chosen home branch. */
export function useItemGroups(homeBranchId: string, isNew: boolean): FieldGroup[] {
  const { t } = useTranslation('catalogue');
  const branches = useQuery(branchesQuery());
  const types = useQuery(itemTypesQuery());
  const collections = useQuery(collectionsQuery());
  const locations = useQuery(locationsQuery(homeBranchId));
  const choices = (list: readonly { id: string; name: string }[] | undefined, none: string) => [
    { value: '', label: none },
    ...(list ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const choose = t('form.choose');
  return [
    {
      title: t('form.what'),
      fields: [
        { name: 'barcode', label: t('form.barcode'), isNeeded: true },
        {
          name: 'item_type_id',
          label: t('form.itemType'),
          kind: 'choice',
          isNeeded: true,
          options: choices(types.data, choose),
        },
        { name: 'part', label: t('form.part') },
        { name: 'parts_count', label: t('form.parts'), kind: 'number' },
        { name: 'missing_parts', label: t('form.missing') },
        { name: 'replacement_price', label: t('form.price'), kind: 'number' },
        { name: 'for_reference', label: t('form.forReference'), kind: 'check', hint: t('form.forReferenceHint') },
      ],
    },
    {
      title: t('form.where'),
      fields: [
        {
          name: 'home_branch_id',
          label: t('form.home'),
          kind: 'choice',
          isNeeded: true,
          options: choices(branches.data, choose),
        },
        {
          name: 'location_id',
          label: t('form.location'),
          kind: 'choice',
          isNeeded: true,
          options: choices(locations.data, choose),
        },
        {
          name: 'collection_id',
          label: t('form.collection'),
          kind: 'choice',
          options: choices(collections.data, t('form.none')),
        },
        { name: 'call_number', label: t('form.callNumber') },
        {
          name: 'call_number_scheme',
          label: t('form.scheme'),
          kind: 'choice',
          options: [
            { value: '', label: t('form.guess') },
            ...schemes.map((value) => ({ value, label: t(`scheme.${value}`) })),
          ],
        },
        {
          name: 'status',
          label: t('form.status'),
          kind: 'choice',
          options: [
            ...(isNew ? [] : [{ value: '', label: t('form.statusKeep') }]),
            ...statusesByHand.map((value) => ({ value, label: t(`status.${value}`) })),
          ],
        },
      ],
    },
    {
      title: t('form.notes'),
      fields: [
        { name: 'check_out_message', label: t('form.checkOut'), kind: 'area' },
        { name: 'check_in_message', label: t('form.checkIn'), kind: 'area' },
        { name: 'public_note', label: t('form.public'), kind: 'area' },
        { name: 'staff_note', label: t('form.staff'), kind: 'area' },
      ],
    },
  ];
}

/** The text of the form in the shape the service takes: money in minor units, counts as numbers, the tick turned round. */
export function itemBodyOf(fields: Record<string, string | null>, library: Library): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      if (name === 'for_reference') return ['is_for_loan', text !== 'yes'];
      if (text === null) return [name, null];
      if (name === 'replacement_price') return [name, minorUnits(text, library.currency_exponent) ?? text];
      if (name === 'parts_count') return [name, Number(text)];
      return [name, text];
    }),
  );
}

export const fieldsOfItem = (item: Item, library: Library): Fields => ({
  barcode: item.barcode,
  item_type_id: item.item_type.id,
  part: textOf(item.part),
  parts_count: textOf(item.parts_count),
  missing_parts: textOf(item.missing_parts),
  replacement_price:
    item.replacement_price === null
      ? ''
      : (item.replacement_price / 10 ** library.currency_exponent).toFixed(library.currency_exponent),
  for_reference: textOf(!item.is_for_loan),
  home_branch_id: item.home_branch.id,
  location_id: item.location.id,
  collection_id: textOf(item.collection?.id),
  call_number: textOf(item.call_number),
  call_number_scheme: textOf(item.call_number_scheme),
  status: '',
  check_out_message: textOf(item.check_out_message),
  check_in_message: textOf(item.check_in_message),
  public_note: textOf(item.public_note),
  staff_note: textOf(item.staff_note),
});
