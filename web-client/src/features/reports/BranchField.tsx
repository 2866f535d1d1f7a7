import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../api/choices';

interface BranchFieldProps {
  value: string | undefined;
  onChange: (branchId: string | undefined) => void;
}

/** One branch, or all. */
export function BranchField({ value, onChange }: BranchFieldProps) {
  const { t } = useTranslation('reports');
  const { data } = useQuery(branchesQuery());
  return (
    <NativeSelect
      label={t('filter.branch')}
      value={value ?? ''}
      data={[
        { value: '', label: t('filter.all') },
        ...(data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
