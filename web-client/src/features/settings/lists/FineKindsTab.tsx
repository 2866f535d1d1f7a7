import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fineKindsQuery } from '../../../api/account';
import { libraryQuery } from '../../../api/library';
import { fineKindKeeper } from '../../../api/settings';
import { useFormats } from '../../../api/useFormats';
import { EntryList } from '../entry/EntryList';
import { useEntryFields } from './useEntryFields';

/** What the library charges for beside lateness and losses. */
export function FineKindsTab() {
  const { t } = useTranslation('settings');
  const { code, name } = useEntryFields();
  const { money } = useFormats();
  const library = useQuery(libraryQuery());
  return (
    <EntryList
      title={t('fines')}
      add={t('fineKind.add')}
      list={useQuery(fineKindsQuery())}
      columns={[
        { key: 'code', header: t('field.code'), render: (row) => row.code, isFixed: true },
        { key: 'fund', header: t('fineKind.fund'), render: (row) => row.fund_code, isOptional: true },
        {
          key: 'state',
          header: t('field.state'),
          render: (row) => (row.is_active ? t('inUse') : t('fineKind.off')),
        },
        {
          key: 'price',
          header: t('fineKind.price'),
          render: ({ price }) => (price === null || price === undefined ? t('fineKind.open') : money(price)),
          isNumber: true,
        },
      ]}
      specs={[
        name,
        code,
        {
          name: 'price',
          label: t('fineKind.price'),
          kind: 'money',
          hint: t('fineKind.priceHint'),
          ...(library.data && { unit: library.data.currency }),
        },
        { name: 'fund_code', label: t('fineKind.fund'), hint: t('fineKind.fundHint') },
        { name: 'is_active', label: t('field.active'), kind: 'check' },
      ]}
      fresh={{ is_active: 'yes' }}
      keeper={fineKindKeeper}
      shownIn={fineKindsQuery().queryKey}
    />
  );
}
