import { NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../api/choices';
import { changeHold } from '../../api/holds';
import { ApiProblem } from '../../api/problem';
import type { Hold } from '../../api/types';
import { useBlockWords, useFieldWords, useProblemWords } from '../../api/words';
import { FormDialog } from '../../ui/FormDialog';

/** Where it is picked up, until when it is wanted, and whether others go first. */
export function ChangeHoldDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { t } = useTranslation('holds');
  const words = useProblemWords();
  const fields = useFieldWords();
  const say = useBlockWords();
  const client = useQueryClient();
  const branches = useQuery(branchesQuery());
  const [pickupId, setPickupId] = useState(hold.pickup_branch.id);
  const [isSuspended, setSuspended] = useState(hold.is_suspended);
  const [suspendedUntil, setSuspendedUntil] = useState(hold.suspended_until ?? '');
  const [wantedUntil, setWantedUntil] = useState(hold.wanted_until ?? '');
  const [note, setNote] = useState(hold.note ?? '');
  const isCaptured = hold.state !== 'pending';
  const changing = useMutation({
    mutationFn: () =>
      changeHold(hold.id, {
        ...(!isCaptured && {
          pickup_branch_id: pickupId,
          is_suspended: isSuspended,
          suspended_until: (isSuspended && suspendedUntil) || null,
        }),
        wanted_until: wantedUntil || null,
        note: note.trim() || null,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['holds'] });
      onClose();
    },
  });
  const wrong = fields(changing.error);
  const blocks = changing.error instanceof ApiProblem ? changing.error.blocks : [];
  const failure = blocks.length > 0 ? blocks.map(say).join(' ') : words(changing.error);
  return (
    <FormDialog
      title={t('change.title')}
      lead={hold.title.title}
      submit={t('change.save')}
      isWorking={changing.isPending}
      failure={changing.isError ? failure : null}
      onSubmit={() => changing.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t('place.pickup')}
          description={isCaptured ? t('change.captured') : null}
          disabled={isCaptured}
          value={pickupId}
          error={wrong['pickup_branch_id']}
          data={(branches.data ?? [hold.pickup_branch]).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setPickupId(event.currentTarget.value)}
        />
        <Switch
          label={t('change.suspend')}
          disabled={isCaptured}
          checked={isSuspended}
          onChange={(event) => setSuspended(event.currentTarget.checked)}
        />
        {isSuspended && (
          <TextInput
            type="date"
            label={t('place.suspendedUntil')}
            value={suspendedUntil}
            error={wrong['suspended_until']}
            onChange={(event) => setSuspendedUntil(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="date"
          label={t('place.wantedUntil')}
          value={wantedUntil}
          error={wrong['wanted_until']}
          onChange={(event) => setWantedUntil(event.currentTarget.value)}
        />
        <TextInput
          label={t('place.note')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}
