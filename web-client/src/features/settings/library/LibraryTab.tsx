import { Skeleton } from '@mantine/core';
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
import { Notice } from '../../../ui/Notice';
import { RecordForm } from '../../../ui/RecordForm';
import { bodyOf, fieldsOf } from '../entry/body';
import { useLibraryGroups } from './useLibraryGroups';

function LibraryForm({ record, onNewer }: { record: Versioned<Library>; onNewer: () => void }) {
  const library = record.value;
  const { t } = useTranslation('settings');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const [prefix, setPrefix] = useState(library.card_prefix);
  const groups = useLibraryGroups(library, prefix);
  const specs = groups.flatMap(({ fields }) => fields);
  const exponent = library.currency_exponent;
  const before = fieldsOf(specs, library, exponent);
  const saving = useMutation({
    mutationFn: (fields: Fields) => changeLibrary(record, bodyOf(specs, before, fields, exponent)),
    onSuccess: () => client.invalidateQueries({ queryKey: libraryQuery().queryKey }),
  });
  return (
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
      onLeave={({ card_prefix = '' }) => setPrefix(card_prefix.trim())}
      ask={saving.isSuccess && <Notice tone="good">{t('saved')}</Notice>}
    />
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
