import { useNavigate, useSearch } from '@tanstack/react-router';
import { NightsPage } from '../../features/nights/NightsPage';
import { ReportsPage } from '../../features/reports/ReportsPage';

export function Reports() {
  const search = useSearch({ from: '/desk/reports' });
  const navigate = useNavigate();
  return (
    <ReportsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/desk/reports', search: next, replace: true })}
    />
  );
}

export function Nights() {
  const filter = useSearch({ from: '/desk/nights' });
  const navigate = useNavigate();
  return (
    <NightsPage
      filter={filter}
      onFilter={(next) => void navigate({ to: '/desk/nights', search: next, replace: true })}
    />
  );
}
