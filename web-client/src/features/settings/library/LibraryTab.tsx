import { Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryQuery } from '../../../api/library';
import { isStale } from '../../../api/problem';
import { changeLibrary, librarySettingsQuery } from '../../../api/settings';
import type { Versioned } from '../../../api/client';
import type { Library } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import type { Fields } from '../../../lib/fields';
import { languageName } from '../../../lib/format';
import { Notice } from '../../../ui/Notice';
import { RecordForm, type FieldGroup } from '../../../ui/RecordForm';
import { bodyOf, fieldsOf } from '../entry/body';

function useGroups(library: Library): readonly FieldGroup[] {
  const { t } = useTranslation('settings');
  return [
    {
      title: t('lib.about'),
      fields: [
        { name: 'name', label: t('lib.name'), isNeeded: true },
        {
          name: 'default_language',
          label: t('lib.language'),
          kind: 'choice',
          options: library.languages.map((value) => ({ value, label: languageName(value) })),
        },
      ],
    },
    {
      title: t('lib.rules'),
      fields: [
        {
          name: 'controlling_branch',
          label: t('lib.controlling'),
          kind: 'choice',
          isWide: true,
          options: (['check_out', 'item_home', 'patron_home'] as const).map((value) => ({
            value,
            label: t(`lib.${value}`),
          })),
        },
        { name: 'confirm_previously_borrowed', label: t('lib.previously'), kind: 'check' },
        { name: 'confirm_same_title_out', label: t('lib.sameTitle'), kind: 'check' },
      ],
    },
    {
      title: t('lib.patrons'),
      fields: [
        { name: 'adult_at', label: t('lib.adult'), kind: 'number', isNeeded: true },
        { name: 'own_account_at', label: t('lib.own'), kind: 'number', isNeeded: true },
        { name: 'history_days', label: t('lib.history'), kind: 'number', isNeeded: true },
      ],
    },
  ];
}

function LibraryForm({ record, onNewer }: { record: Versioned<Library>; onNewer: () => void }) {
  const library = record.value;
  const { t } = useTranslation('settings');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const groups = useGroups(library);
  const specs = groups.flatMap(({ fields }) => fields);
  const before = fieldsOf(specs, library);
  const saving = useMutation({
    mutationFn: (fields: Fields) => changeLibrary(record, bodyOf(specs, before, fields)),
    onSuccess: () => client.invalidateQueries({ queryKey: libraryQuery().queryKey }),
  });
  return (
    <Stack gap="md">
      {saving.isSuccess && <Notice tone="good">{t('saved')}</Notice>}
      <RecordForm
        key={record.etag}
        groups={groups}
        initial={before}
        submit={tUi('save')}
        isWorking={saving.isPending}
        failure={saving.isError ? words(saving.error) : null}
        onNewer={isStale(saving.error) ? onNewer : undefined}
        wrong={fieldWords(saving.error)}
        onSubmit={saving.mutate}
      />
    </Stack>
  );
}

/** What holds for the whole library. */
export function LibraryTab() {
  const words = useProblemWords();
  const query = useQuery(librarySettingsQuery());
  const [reading, setReading] = useState(0);
  const readAgain = () => void query.refetch().then(() => setReading(reading + 1));
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  if (!query.isFetchedAfterMount || !query.data) return <Skeleton height={360} radius="md" />;
  return <LibraryForm key={reading} record={query.data} onNewer={readAgain} />;
}
