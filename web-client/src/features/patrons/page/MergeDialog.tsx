import { Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey, persist } from '../../../api/deed';
import { libraryQuery } from '../../../api/library';
import { mergePatron, mergePreviewQuery, patronQuery } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { money, regional } from '../../../lib/format';
import { Facts } from '../../../ui/Facts';
import { FormDialog } from '../../../ui/FormDialog';
import { Notice } from '../../../ui/Notice';
import { PatronPicker } from '../PatronPicker';

interface MergeDialogProps {
  patron: Patron;
  onMerged: (patronId: string) => void;
  onClose: () => void;
}

const counted = [
  'open_loans',
  'finished_loans',
  'open_holds',
  'cards',
  'restrictions',
  'messages',
  'guardians',
  'children',
] as const;

function Preview({ patron, intoId }: { patron: Patron; intoId: string }) {
  const { t, i18n } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const preview = useQuery(mergePreviewQuery(patron.id, intoId));
  const into = useQuery({ ...patronQuery(intoId), enabled: intoId !== '' });
  const library = useQuery(libraryQuery());
  if (preview.isError) {
    return (
      <Notice tone="refused" isUrgent>
        {fields(preview.error)['into_id'] ?? words(preview.error)}
      </Notice>
    );
  }
  const moved = preview.data;
  if (!moved || !into.data || !library.data) return null;
  const amount = money(moved.balance, library.data, regional(i18n.language));
  const rows = counted
    .filter((name) => moved[name] > 0)
    .map((name) => ({ label: t(`merge.${name}`), value: String(moved[name]) }));
  return (
    <Stack component="section" gap="sm" aria-label={t('merge.moves')}>
      <Notice tone="attention">
        {t('merge.lead', { goes: patron.name, stays: into.data.value.name, card: into.data.value.card_number ?? '–' })}
      </Notice>
      <Facts rows={[...rows, { label: t('merge.balance'), value: amount }]} />
    </Stack>
  );
}

/** Finds the record that stays, shows what goes over to it, and merges. */
export function MergeDialog({ patron, onMerged, onClose }: MergeDialogProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const client = useQueryClient();
  const [intoId, setIntoId] = useState('');
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const merging = useMutation({
    mutationFn: () => persist(() => mergePatron(patron.id, intoId, reason.trim(), key)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['patrons'] });
      onMerged(intoId);
    },
  });
  return (
    <FormDialog
      title={t('merge.title')}
      lead={t('merge.find', { name: patron.name })}
      submit={t('merge.save')}
      isWide
      isWorking={merging.isPending}
      failure={merging.isError ? words(merging.error) : null}
      onSubmit={() => intoId && merging.mutate()}
      onClose={onClose}
    >
      <PatronPicker label={t('merge.stays')} text={patron.name} except={patron.id} value={intoId} onPick={setIntoId} />
      {intoId !== '' && <Preview patron={patron} intoId={intoId} />}
      <TextInput label={t('merge.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
