import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Versioned } from '../../../api/client';
import { libraryQuery } from '../../../api/library';
import {
  addLimits,
  changeLimits,
  limitQuery,
  removeLimits,
  type LimitsInput,
  type PatronLimits,
} from '../../../api/policies';
import { isStale } from '../../../api/problem';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { minorUnits } from '../../../lib/format';
import { FormDialog } from '../../../ui/FormDialog';
import { isLimitAmount, limitNames, type LimitName } from '../attributes';
import { useScopeWords } from '../useScopeWords';

type Values = Record<LimitName | 'branch' | 'category', string>;

function textOf(row: PatronLimits | null, name: LimitName, exponent: number): string {
  const value = row?.[name] ?? null;
  if (value === null) return '';
  return isLimitAmount(name) ? (value / 10 ** exponent).toFixed(exponent) : String(value);
}

const valuesOf = (row: PatronLimits | null, exponent: number): Values => ({
  ...(Object.fromEntries(limitNames.map((name) => [name, textOf(row, name, exponent)])) as Record<LimitName, string>),
  branch: row?.branch_id ?? '',
  category: row?.patron_category_id ?? '',
});

/** The limits of one kind of patron; an empty field is no limit. */
export function LimitsDialog({ row, onClose }: { row: PatronLimits | null; onClose: () => void }) {
  const { t } = useTranslation('policies');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const { branches, categories } = useScopeWords();
  const library = useQuery(libraryQuery());
  const query = useQuery({ ...limitQuery(row?.id ?? ''), enabled: row !== null, staleTime: Infinity, gcTime: 0 });
  const exponent = library.data?.currency_exponent ?? 0;
  const [typed, setTyped] = useState<Values | null>(null);
  const record = query.data ?? null;
  const values = typed ?? valuesOf(record?.value ?? null, exponent);
  const isLoading = !library.data || (row !== null && (query.isPending || query.isFetching));
  const done = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['patron-limits'] }),
      client.invalidateQueries({ queryKey: ['policies'] }),
    ]);
    onClose();
  };
  const body = (): LimitsInput =>
    ({
      branch_id: values.branch || null,
      patron_category_id: values.category || null,
      ...Object.fromEntries(
        limitNames.map((name) => {
          const text = values[name].trim();
          const value = isLimitAmount(name) ? (minorUnits(text, exponent) ?? text) : Number(text);
          return [name, text === '' ? null : value];
        }),
      ),
    }) as LimitsInput;
  const saving = useMutation({
    mutationFn: () => (record ? changeLimits(record.value.id, record.etag, body()) : addLimits(body())),
    onSuccess: done,
  });
  const removing = useMutation({
    mutationFn: ({ value, etag }: Versioned<PatronLimits>) => removeLimits(value.id, etag),
    onSuccess: done,
  });
  const failed = saving.error ?? removing.error;
  const error = failed ?? query.error ?? library.error;
  const change = (name: keyof Values) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...values, [name]: event.currentTarget.value });
  const showNewer = () => {
    setTyped(null);
    saving.reset();
    removing.reset();
    void query.refetch();
  };
  const wrong = fieldWords(failed);
  return (
    <FormDialog
      title={row ? t('limits.edit') : t('limits.add')}
      submit={tUi('save')}
      isWorking={saving.isPending}
      failure={error ? words(error) : null}
      isLoading={isLoading}
      onNewer={isStale(failed) ? showNewer : undefined}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label={t('scope.branch')}
          value={values.branch}
          error={wrong['branch_id']}
          data={[
            { value: '', label: t('scope.anyBranch') },
            ...branches.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={change('branch')}
        />
        <NativeSelect
          label={t('scope.category')}
          value={values.category}
          error={wrong['patron_category_id']}
          data={[
            { value: '', label: t('scope.anyCategory') },
            ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={change('category')}
        />
        {limitNames.map((name) => (
          <TextInput
            key={name}
            label={t(`limit.${name}`)}
            placeholder={t('limits.noLimit')}
            inputMode="decimal"
            value={values[name]}
            error={wrong[name]}
            onChange={change(name)}
          />
        ))}
      </SimpleGrid>
      {record && (
        <div>
          <Button
            variant="subtle"
            color="brick"
            size="compact-sm"
            loading={removing.isPending}
            onClick={() => removing.mutate(record)}
          >
            {t('limits.remove')}
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
