import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { collectionsQuery, itemTypesQuery } from '../../../api/choices';
import { collectionKeeper, itemTypeKeeper } from '../../../api/settings';
import type { CodeRef } from '../../../api/types';
import type { Column } from '../../../ui/Table';
import { EntryList } from '../entry/EntryList';
import { useEntryFields } from './useEntryFields';

function useCodeColumns(): readonly Column<CodeRef>[] {
  const { t } = useTranslation('settings');
  return [{ key: 'code', header: t('field.code'), render: ({ code }) => code, isFixed: true }];
}

/** The kinds of items that rules tell apart. */
export function TypesTab() {
  const { t } = useTranslation('settings');
  const { code, name } = useEntryFields();
  return (
    <EntryList
      title={t('types')}
      add={t('type.add')}
      list={useQuery(itemTypesQuery())}
      columns={useCodeColumns()}
      specs={[name, code]}
      keeper={itemTypeKeeper}
      shownIn={itemTypesQuery().queryKey}
    />
  );
}

/** What items are gathered under for patrons and for counting. */
export function CollectionsTab() {
  const { t } = useTranslation('settings');
  const { code, name } = useEntryFields();
  return (
    <EntryList
      title={t('collections')}
      add={t('collection.add')}
      list={useQuery(collectionsQuery())}
      columns={useCodeColumns()}
      specs={[name, code]}
      keeper={collectionKeeper}
      shownIn={collectionsQuery().queryKey}
    />
  );
}
