import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { AuditPage } from '../../features/audit/AuditPage';
import { CalendarPage } from '../../features/calendar/CalendarPage';
import { PoliciesPage } from '../../features/policies/PoliciesPage';
import { EditPolicyPage, NewPolicyPage } from '../../features/policies/rules/PolicyFormPage';
import { SettingsPage } from '../../features/settings/SettingsPage';
import { EditStaffPage, NewStaffPage } from '../../features/staff/StaffFormPage';
import { StaffListPage } from '../../features/staff/StaffListPage';

export const StaffList = StaffListPage;
export const Calendar = CalendarPage;

export function StaffNew() {
  const navigate = useNavigate();
  return <NewStaffPage onDone={() => void navigate({ to: '/desk/staff' })} />;
}

export function StaffEdit() {
  const { staffId } = useParams({ from: '/desk/staff/$staffId' });
  const navigate = useNavigate();
  return <EditStaffPage key={staffId} staffId={staffId} onDone={() => void navigate({ to: '/desk/staff' })} />;
}

export function Policies() {
  const { tab } = useSearch({ from: '/desk/policies' });
  const navigate = useNavigate();
  return (
    <PoliciesPage
      tab={tab ?? 'matrix'}
      onTab={(next) => void navigate({ to: '/desk/policies', search: { tab: next }, replace: true })}
    />
  );
}

export function PolicyNew() {
  const navigate = useNavigate();
  return <NewPolicyPage onDone={() => void navigate({ to: '/desk/policies', search: { tab: 'rules' } })} />;
}

export function PolicyEdit() {
  const { policyId } = useParams({ from: '/desk/policies/$policyId' });
  const navigate = useNavigate();
  return (
    <EditPolicyPage
      key={policyId}
      policyId={policyId}
      onDone={() => void navigate({ to: '/desk/policies', search: { tab: 'rules' } })}
    />
  );
}

export function Audit() {
  const filter = useSearch({ from: '/desk/audit' });
  const navigate = useNavigate();
  return (
    <AuditPage filter={filter} onFilter={(next) => void navigate({ to: '/desk/audit', search: next, replace: true })} />
  );
}

export function Settings() {
  const { tab } = useSearch({ from: '/desk/settings' });
  const navigate = useNavigate();
  return (
    <SettingsPage
      tab={tab ?? 'library'}
      onTab={(next) => void navigate({ to: '/desk/settings', search: { tab: next }, replace: true })}
    />
  );
}
