import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../api/choices';
import type { Versioned } from '../../api/client';
import { libraryQuery } from '../../api/library';
import { isStale } from '../../api/problem';
import { addStaff, changeStaff, setStaffPassword, staffQuery, type NewStaff, type Staff } from '../../api/staff';
import type { Library } from '../../api/types';
import { useFieldWords, useProblemWords } from '../../api/words';
import type { Fields } from '../../lib/fields';
import { languageName } from '../../lib/format';
import { FormDialog } from '../../ui/FormDialog';
import { Page } from '../../ui/Page';
import { RecordForm, type FieldGroup } from '../../ui/RecordForm';
import { Waiting } from '../../ui/Waiting';
import { bodyOf, branchField, fieldsOf } from './fields';

function useGroups(isNew: boolean, library: Library): FieldGroup[] {
  const { t } = useTranslation('staff');
  const branches = useQuery(branchesQuery());
  return [
    {
      title: t('form.who'),
      fields: [
        { name: 'name', label: t('form.name'), isNeeded: true },
        { name: 'username', label: t('form.username'), isNeeded: true, hint: t('form.usernameHint') },
        ...(isNew
          ? ([
              {
                name: 'password',
                label: t('form.password'),
                kind: 'password',
                isNeeded: true,
                hint: t('form.passwordHint'),
              },
            ] as const)
          : []),
        {
          name: 'language',
          label: t('form.language'),
          kind: 'choice',
          options: library.languages.map((value) => ({ value, label: languageName(value) })),
        },
      ],
    },
    {
      title: t('form.may'),
      fields: [
        {
          name: 'role',
          label: t('form.role'),
          kind: 'choice',
          options: (['assistant', 'supervisor'] as const).map((value) => ({ value, label: t(`role.${value}`) })),
        },
        { name: 'is_active', label: t('form.active'), kind: 'check' },
        { name: 'all_branches', label: t('form.all'), kind: 'check' },
      ],
    },
    {
      title: t('form.branches'),
      fields: (branches.data ?? []).map(({ id, name }) => ({ name: branchField(id), label: name, kind: 'check' })),
    },
  ];
}

interface StaffFormProps {
  record: Versioned<Staff> | null;
  library: Library;
  onDone: () => void;
  /** Reads the record again. */
  onNewer?: () => void;
}

function StaffForm({ record, library, onDone, onNewer }: StaffFormProps) {
  const { t } = useTranslation('staff');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const groups = useGroups(record === null, library);
  const saving = useMutation({
    mutationFn: (fields: Fields) =>
      record ? changeStaff(record, bodyOf(fields)) : addStaff(bodyOf(fields) as NewStaff),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['staff'] });
      onDone();
    },
  });
  const initial = record
    ? fieldsOf(record.value)
    : { role: 'assistant', is_active: 'yes', language: library.default_language };
  return (
    <RecordForm
      groups={groups}
      initial={initial}
      submit={record ? tUi('save') : t('form.submit')}
      isWorking={saving.isPending}
      failure={saving.isError ? words(saving.error) : null}
      onNewer={isStale(saving.error) ? onNewer : undefined}
      wrong={fieldWords(saving.error)}
      onSubmit={saving.mutate}
      onCancel={onDone}
    />
  );
}

export function NewStaffPage({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('staff');
  const words = useProblemWords();
  const library = useQuery(libraryQuery());
  return (
    <Page title={t('add')}>
      {library.data ? (
        <StaffForm record={null} library={library.data} onDone={onDone} />
      ) : (
        <Waiting failure={library.isError ? words(library.error) : null} />
      )}
    </Page>
  );
}

function PasswordDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const [password, setPassword] = useState('');
  const setting = useMutation({ mutationFn: () => setStaffPassword(staff.id, password), onSuccess: onClose });
  return (
    <FormDialog
      title={t('password.title', { name: staff.name })}
      lead={t('password.lead')}
      submit={t('password.save')}
      isWorking={setting.isPending}
      failure={setting.isError ? words(setting.error) : null}
      onSubmit={() => setting.mutate()}
      onClose={onClose}
    >
      <PasswordInput
        label={t('password.field')}
        description={t('form.passwordHint')}
        data-autofocus
        autoComplete="new-password"
        value={password}
        error={fieldWords(setting.error)['password']}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

export function EditStaffPage({ staffId, onDone }: { staffId: string; onDone: () => void }) {
  const { t } = useTranslation('staff');
  const words = useProblemWords();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery({ ...staffQuery(staffId), staleTime: Infinity, refetchOnMount: 'always' });
  const library = useQuery(libraryQuery());
  const record = query.isFetching ? undefined : query.data;
  const error = query.error ?? library.error;
  return (
    <Page
      title={query.data ? t('edit', { name: query.data.value.name }) : t('title')}
      actions={
        <Button variant="default" leftSection={<KeyRound size={15} aria-hidden />} onClick={() => setAsking(true)}>
          {t('password.button')}
        </Button>
      }
    >
      {record && library.data ? (
        <StaffForm
          key={record.etag}
          record={record}
          library={library.data}
          onDone={onDone}
          onNewer={() => void query.refetch()}
        />
      ) : (
        <Waiting failure={error ? words(error) : null} />
      )}
      {isAsking && query.data && <PasswordDialog staff={query.data.value} onClose={() => setAsking(false)} />}
    </Page>
  );
}
