import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addItem, changeItem, itemQuery, titleQuery, type ItemChange, type NewItem } from '../../../api/catalogue';
import type { Versioned } from '../../../api/client';
import { libraryQuery } from '../../../api/library';
import { isStale } from '../../../api/problem';
import { useSession } from '../../../api/session';
import type { Item, Library } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { changesOf, givenOf, type Fields } from '../../../lib/fields';
import { Page } from '../../../ui/Page';
import { RecordForm } from '../../../ui/RecordForm';
import { Waiting } from '../../../ui/Waiting';
import { fieldsOfItem, itemBodyOf, useItemGroups } from './useItemGroups';

interface ItemFormProps {
  /** The item to change; null to add one to `titleId`. */
  record: Versioned<Item> | null;
  titleId: string;
  library: Library;
  onDone: (itemId: string | null) => void;
  /** Reads the record again. */
  onNewer?: () => void;
}

function ItemForm({ record, titleId, library, onDone, onNewer }: ItemFormProps) {
  const { t } = useTranslation('catalogue');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const { branch } = useSession();
  const before: Fields = record
    ? fieldsOfItem(record.value, library)
    : { home_branch_id: branch.id, status: 'available', parts_count: '1' };
  const [homeBranchId, setHomeBranchId] = useState(before['home_branch_id'] ?? '');
  const groups = useItemGroups(homeBranchId, record === null);
  const saving = useMutation({
    mutationFn: (fields: Fields) =>
      record
        ? changeItem(record, itemBodyOf(changesOf(before, fields), library) as ItemChange)
        : addItem({ ...itemBodyOf(givenOf(fields), library), title_id: titleId } as NewItem),
    onSuccess: async ({ id }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['items'] }),
        client.invalidateQueries({ queryKey: ['titles', titleId] }),
      ]);
      onDone(id);
    },
  });
  return (
    <RecordForm
      groups={groups}
      initial={before}
      submit={record ? tUi('save') : t('form.add')}
      isWorking={saving.isPending}
      failure={saving.isError ? words(saving.error) : null}
      onNewer={isStale(saving.error) ? onNewer : undefined}
      wrong={fieldWords(saving.error)}
      onSubmit={saving.mutate}
      onCancel={() => onDone(record?.value.id ?? null)}
      onLeave={({ home_branch_id = '' }) => setHomeBranchId(home_branch_id)}
    />
  );
}

/** Adds a copy to a title. */
export function NewItemPage({ titleId, onDone }: { titleId: string; onDone: (itemId: string | null) => void }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const { data } = useQuery(titleQuery(titleId));
  const library = useQuery(libraryQuery());
  return (
    <Page title={data ? t('record.addItemTo', { title: data.value.title }) : t('record.addItem')}>
      {library.data ? (
        <ItemForm record={null} titleId={titleId} library={library.data} onDone={onDone} />
      ) : (
        <Waiting failure={library.isError ? words(library.error) : null} />
      )}
    </Page>
  );
}

/** Changes what is on record about an item. */
export function EditItemPage({ itemId, onDone }: { itemId: string; onDone: () => void }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const library = useQuery(libraryQuery());
  const query = useQuery({ ...itemQuery(itemId), staleTime: Infinity, refetchOnMount: 'always' });
  const record = query.isFetching ? undefined : query.data;
  const error = query.error ?? library.error;
  return (
    <Page title={query.data ? t('record.editTitle', { title: query.data.value.title.title }) : t('record.edit')}>
      {record && library.data ? (
        <ItemForm
          key={record.etag}
          record={record}
          titleId={record.value.title.id}
          library={library.data}
          onDone={onDone}
          onNewer={() => void query.refetch()}
        />
      ) : (
        <Waiting failure={error ? words(error) : null} />
      )}
    </Page>
  );
}
