import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery, collectionsQuery, itemTypesQuery, locationsQuery } from '../../../api/choices';
import type { FieldGroup } from '../../../ui/RecordForm';
import { statusesByHand } from '../words';
import { noCollection } from './bulk';

/** Which copies, and what becomes of them. The shelves offered are those of the chosen branch. */
export function useBulkGroups(branchId: string): FieldGroup[] {
  const { t } = useTranslation('catalogue');
  const branches = useQuery(branchesQuery());
  const types = useQuery(itemTypesQuery());
  const collections = useQuery(collectionsQuery());
  const locations = useQuery(locationsQuery(branchId));
  const keep = { value: '', label: t('form.statusKeep') };
  const named = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      title: t('bulk.which'),
      fields: [
        { name: 'barcodes', label: t('bulk.barcodes'), kind: 'area', isNeeded: true, hint: t('bulk.barcodesHint') },
      ],
    },
    {
      title: t('bulk.what'),
      fields: [
        {
          name: 'item_type_id',
          label: t('form.itemType'),
          kind: 'choice',
          options: [keep, ...named(types.data)],
        },
        {
          name: 'lending',
          label: t('item.lending'),
          kind: 'choice',
          options: [keep, { value: 'yes', label: t('bulk.forLoan') }, { value: 'no', label: t('item.forReference') }],
        },
        {
          name: 'branch_id',
          label: t('bulk.shelvesOf'),
          kind: 'choice',
          options: named(branches.data),
        },
        {
          name: 'location_id',
          label: t('form.location'),
          kind: 'choice',
          options: [keep, ...named(locations.data)],
        },
        {
          name: 'collection_id',
          label: t('form.collection'),
          kind: 'choice',
          options: [keep, { value: noCollection, label: t('form.none') }, ...named(collections.data)],
        },
        {
          name: 'status',
          label: t('form.status'),
          kind: 'choice',
          options: [keep, ...statusesByHand.map((value) => ({ value, label: t(`status.${value}`) }))],
        },
        { name: 'replacement_price', label: t('form.price'), kind: 'number' },
        { name: 'replacement_price_clear', label: t('bulk.noPrice'), kind: 'check' },
        { name: 'public_note', label: t('form.public'), kind: 'area' },
        { name: 'public_note_clear', label: t('bulk.noPublic'), kind: 'check' },
        { name: 'staff_note', label: t('form.staff'), kind: 'area' },
        { name: 'staff_note_clear', label: t('bulk.noStaff'), kind: 'check' },
      ],
    },
  ];
}
