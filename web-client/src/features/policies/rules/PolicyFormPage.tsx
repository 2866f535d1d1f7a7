import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Versioned } from '../../../api/client';
import { libraryQuery } from '../../../api/library';
import { addPolicy, changePolicy, policyQuery, removePolicy, type Policy } from '../../../api/policies';
import { isStale } from '../../../api/problem';
import { useFieldWords, useProblemWords } from '../../../api/words';
import type { Fields } from '../../../lib/fields';
import { FormDialog } from '../../../ui/FormDialog';
import { Page } from '../../../ui/Page';
import { RecordForm } from '../../../ui/RecordForm';
import { Waiting } from '../../../ui/Waiting';
import { useScopeWords } from '../useScopeWords';
import { fieldsOf, policyChangeOf, policyOf } from './fields';
import { usePolicyGroups } from './usePolicyGroups';

interface PolicyFormProps {
  record: Versioned<Policy> | null;
  exponent: number;
  onDone: () => void;
  /** Reads the record again. */
  onNewer?: () => void;
}

/** The service names attributes by their path in the body; the form knows them by name. */
const byName = (wrong: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(wrong).map(([name, words]) => [name.replace(/^attributes\./, ''), words]));

function PolicyForm({ record, exponent, onDone, onNewer }: PolicyFormProps) {
  const { t } = useTranslation('policies');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const groups = usePolicyGroups();
  const before = record ? fieldsOf(record.value, exponent) : {};
  const saving = useMutation({
    mutationFn: (fields: Fields) =>
      record
        ? changePolicy(record.value.id, record.etag, policyChangeOf(before, fields, exponent))
        : addPolicy(policyOf(fields, exponent)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['policies'] });
      onDone();
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
      wrong={byName(fieldWords(saving.error))}
      onSubmit={saving.mutate}
      onCancel={onDone}
    />
  );
}

export function NewPolicyPage({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const library = useQuery(libraryQuery());
  return (
    <Page title={t('rules.add')}>
      {library.data ? (
        <PolicyForm record={null} exponent={library.data.currency_exponent} onDone={onDone} />
      ) : (
        <Waiting failure={library.isError ? words(library.error) : null} />
      )}
    </Page>
  );
}

function RemoveDialog({
  record,
  onDone,
  onClose,
}: {
  record: Versioned<Policy>;
  onDone: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const scope = useScopeWords();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removePolicy(record.value.id, record.etag),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ['policies'] });
    },
  });
  return (
    <FormDialog
      title={t('rules.removeSure')}
      lead={t('rules.removeLead')}
      submit={t('rules.remove')}
      isWorking={removing.isPending}
      failure={removing.isError ? words(removing.error) : null}
      onSubmit={() => removing.mutate()}
      onClose={onClose}
    >
      <Text fw={550}>{scope.say(record.value)}</Text>
    </FormDialog>
  );
}

export function EditPolicyPage({ policyId, onDone }: { policyId: string; onDone: () => void }) {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const scope = useScopeWords();
  const [isRemoving, setRemoving] = useState(false);
  const library = useQuery(libraryQuery());
  const query = useQuery({ ...policyQuery(policyId), staleTime: Infinity, refetchOnMount: 'always' });
  const record = query.isFetching ? undefined : query.data;
  const error = query.error ?? library.error;
  return (
    <Page
      title={t('rules.edit')}
      lead={query.data && scope.say(query.data.value)}
      actions={
        <Button variant="default" leftSection={<Trash2 size={15} aria-hidden />} onClick={() => setRemoving(true)}>
          {t('rules.remove')}
        </Button>
      }
    >
      {record && library.data ? (
        <PolicyForm
          key={record.etag}
          record={record}
          exponent={library.data.currency_exponent}
          onDone={onDone}
          onNewer={() => void query.refetch()}
        />
      ) : (
        <Waiting failure={error ? words(error) : null} />
      )}
      {isRemoving && record && <RemoveDialog record={record} onDone={onDone} onClose={() => setRemoving(false)} />}
    </Page>
  );
}
