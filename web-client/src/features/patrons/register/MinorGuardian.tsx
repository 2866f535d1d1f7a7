import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { Notice } from '../../../ui/Notice';
import { PatronPicker } from '../PatronPicker';

export interface GuardianChoice {
  guardian_id: string;
  reason: string;
}

interface MinorGuardianProps {
  value: GuardianChoice;
  /** The child's family name, which the guardian often has too. */
  family: string;
  wrong: Record<string, string>;
  isRefused: boolean;
  onChange: (value: GuardianChoice) => void;
}

/** A minor is registered with a guardian, or by a supervisor who says why there is none. */
export function MinorGuardian({ value, family, wrong, isRefused, onChange }: MinorGuardianProps) {
  const { t } = useTranslation('patrons');
  const { staff } = useSession();
  return (
    <Stack gap="sm" mt="md">
      <Notice tone={isRefused ? 'attention' : 'info'}>{wrong['guardian_id'] ?? t('form.minor')}</Notice>
      <PatronPicker
        label={t('family.find')}
        text={family}
        value={value.guardian_id}
        onPick={(guardian_id) => onChange({ ...value, guardian_id })}
      />
      {staff.role === 'supervisor' && (
        <TextInput
          label={t('form.noGuardian')}
          value={value.reason}
          error={wrong['reason']}
          onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
