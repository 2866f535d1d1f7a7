import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './Failure';

interface FormDialogProps {
  title: string;
  lead?: string;
  /** What the button that sends it says. */
  submit: string;
  /** For fields that stand side by side. */
  isWide?: boolean;
  isWorking?: boolean;
  /** Why it was refused, if it was. */
  failure?: string | null;
  /** Nothing can be sent as things stand. */
  isBarred?: boolean;
  /** What the fields show is still on its way. */
  isLoading?: boolean;
  /** Given when somebody else changed the record meanwhile: shows theirs. */
  onNewer?: (() => void) | undefined;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A few fields in a dialog. Mount it to open it. */
export function FormDialog({
  title,
  lead,
  submit,
  isWide = false,
  isWorking,
  failure,
  isLoading = false,
  isBarred = false,
  onNewer,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const { t } = useTranslation('ui');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={isWide ? 'lg' : 'md'}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap="md">
          {lead && <Text c="dimmed">{lead}</Text>}
          {failure && <Failure words={failure} onNewer={onNewer} />}
          {isLoading ? <Skeleton height={160} radius="md" /> : children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isWorking ?? false} disabled={isLoading || isBarred}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
