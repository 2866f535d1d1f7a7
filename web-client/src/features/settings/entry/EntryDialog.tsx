import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryQuery } from '../../../api/library';
import { isStale } from '../../../api/problem';
import type { Keeper } from '../../../api/settings';
import { useFieldWords, useProblemWords } from '../../../api/words';
import type { Fields } from '../../../lib/fields';
import { FormDialog } from '../../../ui/FormDialog';
import { RecordField, type FieldSpec } from '../../../ui/RecordField';
import { bodyOf, fieldsOf } from './body';

/** One entry of a short list. */
export interface Entry {
  id: string;
  name: string;
}

interface EntryDialogProps {
  /** Null for a new one. */
  entry: Entry | null;
  title: string;
  specs: readonly FieldSpec[];
  /** What a new entry has unless told otherwise. */
  fresh?: Fields;
  keeper: Keeper;
  /** The lists that the change shows in. */
  shownIn: QueryKey;
  onClose: () => void;
}

/** Adds an entry to a short list, or changes one. */
export function EntryDialog({ entry, title, specs, fresh = {}, keeper, shownIn, onClose }: EntryDialogProps) {
  const { t } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['entry', ...shownIn, entry?.id],
    queryFn: () => keeper.read(entry?.id ?? ''),
    enabled: entry !== null,
    // The version on the screen is the one that is changed: not another that comes while somebody types.
    staleTime: Infinity,
    gcTime: 0,
  });
  const hasMoney = specs.some(({ kind }) => kind === 'money');
  const library = useQuery({ ...libraryQuery(), enabled: hasMoney });
  const exponent = library.data?.currency_exponent;
  const before = query.data ? fieldsOf(specs, query.data.value, exponent) : null;
  const [typed, setTyped] = useState<Fields | null>(null);
  const [isAsked, setAsked] = useState(false);
  const fields = typed ?? before ?? fresh;
  const saving = useMutation<unknown>({
    mutationFn: () => {
      const body = bodyOf(specs, before, fields, exponent);
      return query.data ? keeper.change(query.data, body) : keeper.add(body);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: shownIn });
      onClose();
    },
  });
  const error = saving.error ?? query.error ?? library.error;
  const showNewer = () => {
    setTyped(null);
    saving.reset();
    void query.refetch();
  };
  const wrong = fieldWords(saving.error);
  const isMissing = ({ name, isNeeded }: FieldSpec) => isNeeded === true && !fields[name]?.trim();
  const send = () => {
    setAsked(true);
    if (!specs.some(isMissing)) saving.mutate();
  };
  return (
    <FormDialog
      title={title}
      submit={t('save')}
      isWorking={saving.isPending}
      failure={error ? words(error) : null}
      isLoading={(entry !== null && (query.isPending || query.isFetching)) || (hasMoney && !library.data)}
      onNewer={isStale(saving.error) ? showNewer : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      {specs.map((spec, place) => (
        <RecordField
          key={spec.name}
          spec={spec}
          value={fields[spec.name] ?? ''}
          error={isAsked && isMissing(spec) ? t('needed') : wrong[spec.name]}
          isFirst={place === 0}
          onChange={(text) => setTyped((now) => ({ ...(now ?? fields), [spec.name]: text }))}
        />
      ))}
    </FormDialog>
  );
}
