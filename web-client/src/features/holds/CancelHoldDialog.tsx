import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelHold } from '../../api/holds';
import type { Hold } from '../../api/types';
import { useProblemWords } from '../../api/words';
import { FormDialog } from '../../ui/FormDialog';

/** Cancels a hold, with a reason that names nobody. */
export function CancelHoldDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { t } = useTranslation('holds');
  const words = useProblemWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const cancelling = useMutation({
    mutationFn: () => cancelHold(hold.id, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['holds'] });
      onClose();
    },
  });
  const about = { name: hold.patron?.name ?? t('patron.anyone'), title: hold.title.title };
  return (
    <FormDialog
      title={t('cancel.title')}
      lead={hold.state === 'waiting' ? t('cancel.leadShelf', about) : t('cancel.lead', about)}
      submit={t('cancel.save')}
      isWorking={cancelling.isPending}
      failure={cancelling.isError ? words(cancelling.error) : null}
      onSubmit={() => cancelling.mutate()}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('cancel.reason')}
        description={t('cancel.reasonHint')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
