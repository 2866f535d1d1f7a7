import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';
import { Reasons, type Reason } from './Reasons';

export interface Signature {
  username: string;
  password: string;
  reason: string;
}

interface SupervisorDialogProps {
  isOpen: boolean;
  reasons: readonly Reason[];
  /** What was refused, in a few words. */
  subject: string;
  isWorking: boolean;
  failure: string | null;
  onSign: (signature: Signature) => void;
  onClose: () => void;
}

const blank: Signature = { username: '', password: '', reason: '' };

/** A supervisor comes to this screen and signs for one deed; the assistant stays signed in. */
export function SupervisorDialog(props: SupervisorDialogProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('grant.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <SignatureForm {...props} />
    </Modal>
  );
}

function SignatureForm({ reasons, subject, isWorking, failure, onSign, onClose }: SupervisorDialogProps) {
  const { t } = useTranslation('ui');
  const [signature, setSignature] = useState(blank);
  const [isIncomplete, setIncomplete] = useState(false);
  const field = (name: keyof Signature) => ({
    value: signature[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setSignature({ ...signature, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = Object.values(signature).some((value) => value.trim() === '');
    setIncomplete(isMissing);
    if (!isMissing) onSign({ ...signature, username: signature.username.trim(), reason: signature.reason.trim() });
  };
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <div>
          <strong>{subject}</strong>
          <Reasons reasons={reasons} />
        </div>
        {isIncomplete ? (
          <Notice tone="refused" isUrgent>
            {t('grant.missing')}
          </Notice>
        ) : failure ? (
          <Notice tone="refused" isUrgent>
            {failure}
          </Notice>
        ) : (
          <Notice tone="info">{t('grant.lead')}</Notice>
        )}
        <TextInput
          label={t('grant.username')}
          autoComplete="off"
          autoCapitalize="none"
          data-autofocus
          {...field('username')}
        />
        <PasswordInput label={t('grant.password')} autoComplete="off" {...field('password')} />
        <TextInput
          label={t('grant.reason')}
          placeholder={t('reason.placeholder')}
          autoComplete="off"
          {...field('reason')}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isWorking}>
            {t('grant.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
