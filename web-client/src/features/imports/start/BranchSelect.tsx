import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../../api/choices';

interface BranchSelectProps {
  description: string;
  value: string;
  onChange: (branchId: string) => void;
}

/** The branch of what names none. */
export function BranchSelect({ description, value, onChange }: BranchSelectProps) {
  const { t } = useTranslation('imports');
  const branches = useQuery(branchesQuery());
  return (
    <NativeSelect
      label={t('branch')}
      description={description}
      value={value}
      data={(branches.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
