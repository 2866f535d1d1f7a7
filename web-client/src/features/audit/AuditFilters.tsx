import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FilterX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../../api/audit';
import { branchesQuery } from '../../api/choices';
import { useSession } from '../../api/session';
import { everyStaffQuery } from '../../api/staff';
import { DayField } from '../../ui/DayField';
import classes from './AuditPage.module.css';
import { dayEnd, dayOf, dayStart, lastDayBefore } from './days';
import { knownDeeds, useAuditWords } from './useAuditWords';

interface AuditFiltersProps {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

/** What the events are narrowed to. Days are those of the branch where one works, the last one whole. */
export function AuditFilters({ filter, onFilter }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const { branch } = useSession();
  const branches = useQuery(branchesQuery());
  const staff = useQuery(everyStaffQuery());
  const { deed } = useAuditWords();
  const deeds = filter.deed && !knownDeeds.includes(filter.deed) ? [filter.deed, ...knownDeeds] : knownDeeds;
  const any = { value: '', label: t('filter.any') };
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('filter.deed')}
        value={filter.deed ?? ''}
        data={[any, ...deeds.map((value) => ({ value, label: deed(value) }))]}
        onChange={(event) => onFilter({ ...filter, deed: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('filter.branch')}
        value={filter.branch ?? ''}
        data={[any, ...(branches.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onFilter({ ...filter, branch: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('filter.staff')}
        value={filter.staff ?? ''}
        data={[any, ...(staff.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onFilter({ ...filter, staff: event.currentTarget.value || undefined })}
      />
      <DayField
        label={t('filter.from')}
        value={filter.from ? dayOf(filter.from, branch.zone) : ''}
        onChange={(on) => onFilter({ ...filter, from: on ? dayStart(on, branch.zone) : undefined })}
      />
      <DayField
        label={t('filter.to')}
        value={filter.to ? lastDayBefore(filter.to, branch.zone) : ''}
        onChange={(on) => onFilter({ ...filter, to: on ? dayEnd(on, branch.zone) : undefined })}
      />
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button
          className={classes.clear}
          variant="subtle"
          color="gray"
          leftSection={<FilterX size={16} aria-hidden />}
          onClick={() => onFilter({})}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}
