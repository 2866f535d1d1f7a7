import { useNavigate, useParams } from '@tanstack/react-router';
import { ImportsPage } from '../../features/imports/list/ImportsPage';
import { ImportPage } from '../../features/imports/report/ImportPage';
import { NewImportPage } from '../../features/imports/start/NewImportPage';

export const ImportList = ImportsPage;

export function ImportNew() {
  const navigate = useNavigate();
  return (
    <NewImportPage onStarted={(importId) => void navigate({ to: '/desk/imports/$importId', params: { importId } })} />
  );
}

export function ImportOne() {
  const { importId } = useParams({ from: '/desk/imports/$importId' });
  return <ImportPage key={importId} importId={importId} />;
}
