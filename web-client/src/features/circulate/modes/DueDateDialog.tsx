import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { momentOf, wallDate, wallTime } from '../../../lib/zone';

interface DueDateDialogProps {
  isOpen: boolean;
  dueAt: string | null;
  onClose: () => void;
  onChosen: (dueAt: string | null) => void;
}

/** Asks for a due date instead of the policy's. Whether it is allowed is the service's to say. */
export function DueDateDialog(props: DueDateDialogProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('dueDate.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <DueDateForm {...props} />
    </Modal>
  );
}

function DueDateForm({ dueAt, onClose, onChosen }: DueDateDialogProps) {
  const { t } = useTranslation('circulate');
  const { branch } = useSession();
  const before = dueAt ? wallTime(new Date(dueAt), branch.zone) : null;
  const [on, setOn] = useState(before?.slice(0, 10) ?? '');
  const [at, setAt] = useState(before && !before.endsWith('23:59') ? before.slice(11) : '');
  const choose = (chosen: string | null) => {
    onChosen(chosen);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = momentOf(on, at, branch.zone);
    if (chosen) choose(chosen);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('dueDate.lead')}</Text>
        <Group grow align="start">
          <TextInput
            type="date"
            label={t('dueDate.on')}
            value={on}
            min={wallDate(new Date(), branch.zone)}
            required
            data-autofocus
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('dueDate.at')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => choose(null)}>
            {t('dueDate.clear')}
          </Button>
          <Button type="submit">{t('dueDate.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
