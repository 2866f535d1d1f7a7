import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserPlus, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { everyStaffQuery, type Staff } from '../../api/staff';
import { useFormats } from '../../api/useFormats';
import { useProblemWords } from '../../api/words';
import { isFound } from '../../lib/find';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SearchField } from '../../ui/SearchField';
import { StatusMark } from '../../ui/StatusMark';
import { Table, type Column } from '../../ui/Table';

function State({ staff }: { staff: Staff }) {
  const { t } = useTranslation('staff');
  const { instant } = useFormats();
  if (!staff.is_active) return <StatusMark tone="quiet">{t('state.off')}</StatusMark>;
  if (staff.locked_until) {
    return <StatusMark tone="refused">{t('state.locked', { when: instant(staff.locked_until) })}</StatusMark>;
  }
  return <StatusMark tone="good">{t('state.active')}</StatusMark>;
}

function useColumns(): readonly Column<Staff>[] {
  const { t } = useTranslation('staff');
  const { instant } = useFormats();
  return [
    {
      key: 'name',
      header: t('column.name'),
      render: ({ id, name }) => (
        <Link to="/desk/staff/$staffId" params={{ staffId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'username', header: t('column.username'), render: ({ username }) => username },
    { key: 'role', header: t('column.role'), render: ({ role }) => t(`role.${role}`) },
    {
      key: 'branches',
      header: t('column.branches'),
      render: ({ all_branches, branches }) =>
        all_branches ? t('allBranches') : branches.map(({ name }) => name).join(', '),
      isOptional: true,
    },
    {
      key: 'seen',
      header: t('column.seen'),
      render: ({ last_signed_in_at }) => (last_signed_in_at ? instant(last_signed_in_at) : t('never')),
      isOptional: true,
    },
    { key: 'state', header: t('column.state'), render: (staff) => <State staff={staff} /> },
  ];
}

/** Who works here, and what they may do. */
export function StaffListPage() {
  const { t } = useTranslation('staff');
  const words = useProblemWords();
  const columns = useColumns();
  const [text, setText] = useState('');
  const query = useQuery(everyStaffQuery());
  const rows = query.data?.filter(({ name, username }) => isFound(text, [name, username])) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        <Button
          leftSection={<UserPlus size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/desk/staff/new" {...props} />}
        >
          {t('add')}
        </Button>
      }
    >
      <SearchField label={t('search')} placeholder={t('placeholder')} value={text} onSearch={setText} />
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={UserRoundX} title={t('none')}>
          {t('noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('results')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
    </Page>
  );
}
