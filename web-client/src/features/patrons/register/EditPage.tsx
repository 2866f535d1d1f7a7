import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Versioned } from '../../../api/client';
import { changePatron, patronQuery, type DuplicateSearch } from '../../../api/patrons';
import { isStale } from '../../../api/problem';
import type { Patron } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { changesOf, type Fields } from '../../../lib/fields';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { RecordForm } from '../../../ui/RecordForm';
import { newlyOf } from './person';
import { Twins } from './Twins';
import { useIsDuplicate } from './useIsDuplicate';
import { bodyOf, fieldsOf, usePatronGroups } from './usePatronGroups';

interface EditPageProps {
  patronId: string;
  onDone: () => void;
}

interface EditFormProps {
  record: Versioned<Patron>;
  onDone: () => void;
  /** Reads the record again. */
  onNewer: () => void;
}

function EditForm({ record, onDone, onNewer }: EditFormProps) {
  const { t } = useTranslation(['ui', 'patrons']);
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const [person, setPerson] = useState<DuplicateSearch>({});
  const groups = usePatronGroups(null, { who: <Twins person={person} /> });
  const before = fieldsOf(record.value);
  const saving = useMutation({
    mutationFn: ({ fields, confirmed }: { fields: Fields; confirmed: boolean }) =>
      changePatron(record, {
        ...bodyOf(changesOf(before, fields)),
        ...(confirmed && { override: { codes: ['possible-duplicate'] } }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['patrons', record.value.id] });
      onDone();
    },
  });
  const isDuplicate = useIsDuplicate(saving.error);
  return (
    <RecordForm
      groups={groups}
      initial={before}
      submit={t('ui:save')}
      isWorking={saving.isPending}
      failure={saving.isError && !isDuplicate ? words(saving.error) : null}
      onNewer={isStale(saving.error) ? onNewer : undefined}
      wrong={fieldWords(saving.error)}
      onSubmit={(fields) => saving.mutate({ fields, confirmed: false })}
      onLeave={(fields) => setPerson(newlyOf(before, fields, record.value.id))}
      ask={
        isDuplicate &&
        saving.variables && (
          <Notice tone="attention" isUrgent>
            <div>{t('patrons:form.duplicate')}</div>
            <Button
              mt="xs"
              variant="default"
              onClick={() => saving.mutate({ fields: saving.variables.fields, confirmed: true })}
            >
              {t('patrons:form.anotherSave')}
            </Button>
          </Notice>
        )
      }
      onCancel={onDone}
    />
  );
}

/** Changes what is on record about a patron. */
export function EditPage({ patronId, onDone }: EditPageProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  // The version that is edited is the one read on opening: a change from elsewhere is told, not overwritten.
  const query = useQuery({ ...patronQuery(patronId), staleTime: Infinity, refetchOnMount: 'always' });
  return (
    <Page title={query.data ? t('form.edit', { name: query.data.value.name }) : t('page.edit')}>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.data && !query.isFetching && (
        <EditForm key={query.data.etag} record={query.data} onDone={onDone} onNewer={() => void query.refetch()} />
      )}
      {!query.isError && query.isFetching && <Skeleton height={420} radius="md" />}
    </Page>
  );
}
