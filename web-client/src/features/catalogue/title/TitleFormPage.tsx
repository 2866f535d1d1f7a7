import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addTitle, changeTitle, titleQuery, type NewTitle, type TitleChange } from '../../../api/catalogue';
import type { Versioned } from '../../../api/client';
import { isStale } from '../../../api/problem';
import type { Title } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { changesOf, givenOf, type Fields } from '../../../lib/fields';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { RecordForm } from '../../../ui/RecordForm';
import { fieldsOfTitle, titleBodyOf, useTitleGroups } from './useTitleGroups';

interface TitleFormProps {
  record: Versioned<Title> | null;
  onSaved: (titleId: string) => void;
  onCancel: () => void;
  /** Reads the record again. */
  onNewer?: () => void;
}

/** The service names the entry of a list that is wrong; the form has one field for the list. */
const byField = (wrong: Fields): Fields =>
  Object.fromEntries(Object.entries(wrong).map(([name, words]) => [name.replace(/\.\d+$/, ''), words]));

function TitleForm({ record, onSaved, onCancel, onNewer }: TitleFormProps) {
  const { t } = useTranslation('catalogue');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const groups = useTitleGroups(record?.value.is_brief ?? false);
  const before: Fields = record ? fieldsOfTitle(record.value) : { format: 'book', audience: 'general' };
  const saving = useMutation({
    mutationFn: (fields: Fields) =>
      record
        ? changeTitle(record, titleBodyOf(changesOf(before, fields)) as TitleChange)
        : addTitle(titleBodyOf(givenOf(fields)) as NewTitle),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['titles'] });
      onSaved(id);
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
      wrong={byField(fieldWords(saving.error))}
      onSubmit={saving.mutate}
      onCancel={onCancel}
    />
  );
}

export function NewTitlePage({ onSaved, onCancel }: Omit<TitleFormProps, 'record' | 'onNewer'>) {
  const { t } = useTranslation('catalogue');
  return (
    <Page title={t('form.addTitle')}>
      <TitleForm record={null} onSaved={onSaved} onCancel={onCancel} />
    </Page>
  );
}

export function EditTitlePage({ titleId, onDone }: { titleId: string; onDone: () => void }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const query = useQuery({ ...titleQuery(titleId), staleTime: Infinity, refetchOnMount: 'always' });
  return (
    <Page title={query.data ? t('record.editTitle', { title: query.data.value.title }) : t('record.edit')}>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.data && !query.isFetching && (
        <TitleForm
          key={query.data.etag}
          record={query.data}
          onSaved={onDone}
          onCancel={onDone}
          onNewer={() => void query.refetch()}
        />
      )}
      {!query.isError && query.isFetching && <Skeleton height={420} radius="md" />}
    </Page>
  );
}
