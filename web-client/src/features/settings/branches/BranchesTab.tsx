import { NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery, locationsQuery } from '../../../api/choices';
import { everyDeskQuery } from '../../../api/library';
import { useSession } from '../../../api/session';
import { branchKeeper, deskKeeper, locationKeeper } from '../../../api/settings';
import { StatusMark } from '../../../ui/StatusMark';
import { EntryList } from '../entry/EntryList';
import { useEntryFields } from '../lists/useEntryFields';
import classes from './BranchesTab.module.css';

function Branches() {
  const { t } = useTranslation('settings');
  const { code, name, position } = useEntryFields();
  const { branch } = useSession();
  return (
    <EntryList
      title={t('branches')}
      add={t('branch.add')}
      list={useQuery(branchesQuery())}
      columns={[
        { key: 'code', header: t('field.code'), render: (row) => row.code, isFixed: true },
        { key: 'address', header: t('field.address'), render: ({ address }) => address ?? '' },
        { key: 'phone', header: t('field.phone'), render: ({ phone }) => phone ?? '', isFixed: true },
        {
          key: 'state',
          header: t('field.state'),
          render: ({ is_active }) => (
            <StatusMark tone={is_active ? 'good' : 'quiet'}>{is_active ? t('inUse') : t('branch.off')}</StatusMark>
          ),
        },
      ]}
      specs={[
        name,
        code,
        { name: 'zone', label: t('field.zone'), isNeeded: true, hint: t('field.zoneHint') },
        { name: 'address', label: t('field.address'), kind: 'area' },
        { name: 'phone', label: t('field.phone'), kind: 'tel' },
        { name: 'email', label: t('field.email'), kind: 'email' },
        position,
        {
          name: 'recently_returned_minutes',
          label: t('field.recentlyReturned'),
          kind: 'number',
          hint: t('field.recentlyReturnedHint'),
        },
        { name: 'card_prefix', label: t('field.prefix'), hint: t('field.prefixHint') },
        { name: 'is_active', label: t('field.active'), kind: 'check' },
      ]}
      fresh={{ zone: branch.zone, is_active: 'yes' }}
      keeper={branchKeeper}
      shownIn={['branches']}
    />
  );
}

function Desks({ branchId }: { branchId: string }) {
  const { t } = useTranslation('settings');
  const { name } = useEntryFields();
  return (
    <EntryList
      title={t('desks.title')}
      add={t('desks.add')}
      list={useQuery(everyDeskQuery(branchId))}
      columns={[
        {
          key: 'state',
          header: t('field.state'),
          render: ({ is_active }) => (
            <StatusMark tone={is_active ? 'good' : 'quiet'}>{is_active ? t('inUse') : t('desks.off')}</StatusMark>
          ),
        },
      ]}
      specs={[name, { name: 'is_active', label: t('field.active'), kind: 'check' }]}
      fresh={{ is_active: 'yes' }}
      keeper={deskKeeper(branchId)}
      shownIn={['branches', branchId, 'desks']}
    />
  );
}

function Locations({ branchId }: { branchId: string }) {
  const { t } = useTranslation('settings');
  const { code, name, position } = useEntryFields();
  return (
    <EntryList
      title={t('locations.title')}
      add={t('locations.add')}
      list={useQuery(locationsQuery(branchId))}
      columns={[
        { key: 'code', header: t('field.code'), render: (row) => row.code, isFixed: true },
        {
          key: 'public',
          header: t('locations.access'),
          render: ({ is_public }) => (is_public ? t('locations.everybody') : t('locations.staffOnly')),
        },
      ]}
      specs={[name, code, position, { name: 'is_public', label: t('field.public'), kind: 'check' }]}
      fresh={{ is_public: 'yes' }}
      keeper={locationKeeper(branchId)}
      shownIn={['branches', branchId, 'locations']}
    />
  );
}

/** The branches, and the desks and shelving areas of one of them. */
export function BranchesTab() {
  const { t } = useTranslation('settings');
  const { branch: own } = useSession();
  const branches = useQuery(branchesQuery());
  const [branchId, setBranchId] = useState(own.id);
  return (
    <Stack gap="xl">
      <Branches />
      <Stack gap="lg">
        <NativeSelect
          className={classes.choice}
          label={t('of')}
          value={branchId}
          data={(branches.data ?? [own]).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setBranchId(event.currentTarget.value)}
        />
        <div className={classes.columns}>
          <Desks branchId={branchId} />
          <Locations branchId={branchId} />
        </div>
      </Stack>
    </Stack>
  );
}
