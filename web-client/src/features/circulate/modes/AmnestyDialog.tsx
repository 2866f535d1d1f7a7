import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface AmnestyDialogProps {
  isOpen: boolean;
  reason: string;
  onClose: () => void;
  onChosen: (reason: string) => void;
}

/** Asks why fines are forgiven from now on. */
export function AmnestyDialog(props: AmnestyDialogProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('amnesty.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <AmnestyForm {...props} />
    </Modal>
  );
}

function AmnestyForm({ reason: before, onClose, onChosen }: AmnestyDialogProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  const [reason, setReason] = useState(before || t('amnesty.preset'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    onChosen(reason.trim());
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('amnesty.lead')}</Text>
        <TextInput
          label={t('amnesty.reason')}
          value={reason}
          maxLength={200}
          required
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tUi('cancel')}
          </Button>
          <Button type="submit">{t('amnesty.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
