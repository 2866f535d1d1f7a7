import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mergeTitles, titleQuery } from '../../../api/catalogue';
import type { Versioned } from '../../../api/client';
import type { Title } from '../../../api/types';
import { useOnce } from '../../../api/useOnce';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { Notice } from '../../../ui/Notice';
import { TitleCard } from './TitleCard';
import { TitlePicker } from './TitlePicker';
import classes from './MergeDialog.module.css';

interface MergeDialogProps {
  record: Versioned<Title>;
  /** Called with the title that stays. */
  onMerged: (titleId: string) => void;
  onClose: () => void;
}

/** Finds the other title, shows both with their copies, and merges one into the other. */
export function MergeDialog({ record, onMerged, onClose }: MergeDialogProps) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const once = useOnce();
  const [otherId, setOtherId] = useState('');
  const [keptId, setKeptId] = useState(record.value.id);
  const [reason, setReason] = useState('');
  const other = useQuery({ ...titleQuery(otherId), enabled: otherId !== '' });
  const merging = useMutation({
    mutationFn: (pair: { kept: Versioned<Title>; merged: Versioned<Title>; reason: string }) =>
      once([pair.kept.value.id, pair.kept.etag, pair.merged.value.id, pair.merged.etag, pair.reason], (key) =>
        mergeTitles(pair, key),
      ),
    onSuccess: async ({ id }) => {
      await Promise.all(['items', 'titles'].map((first) => client.invalidateQueries({ queryKey: [first] })));
      onMerged(id);
    },
    // What was changed meanwhile is shown before it is tried again.
    onError: () => client.invalidateQueries({ queryKey: ['titles'] }),
  });
  const merge = () => {
    if (!other.data) return;
    const [kept, merged] = keptId === otherId ? [other.data, record] : [record, other.data];
    merging.mutate({ kept, merged, reason: reason.trim() });
  };
  const failure = merging.isError ? (fieldWords(merging.error)['merged_title_id'] ?? words(merging.error)) : null;
  return (
    <FormDialog
      title={t('merge.title')}
      lead={t('merge.lead')}
      submit={t('merge.submit')}
      isWide
      isWorking={merging.isPending}
      isBarred={!other.data}
      failure={failure}
      onSubmit={merge}
      onClose={onClose}
    >
      {otherId === '' ? (
        <TitlePicker first={record.value.title} without={record.value.id} onPick={setOtherId} />
      ) : (
        <Stack gap="md">
          {other.isError && <Notice tone="refused">{words(other.error)}</Notice>}
          <Radio.Group label={t('merge.which')} value={keptId} onChange={setKeptId}>
            <div className={classes.pair}>
              <TitleCard title={record.value} />
              {other.data && <TitleCard title={other.data.value} />}
            </div>
          </Radio.Group>
          <TextInput
            label={t('merge.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Notice tone="attention">{t('merge.forGood')}</Notice>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              setOtherId('');
              setKeptId(record.value.id);
              merging.reset();
            }}
          >
            {t('merge.another')}
          </Button>
        </Stack>
      )}
    </FormDialog>
  );
}
