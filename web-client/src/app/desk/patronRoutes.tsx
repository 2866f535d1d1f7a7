import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { circulation } from '../../features/circulate/desk/session';
import { PatronHolds } from '../../features/holds/patron/PatronHolds';
import { PatronPage } from '../../features/patrons/page/PatronPage';
import { EditPage } from '../../features/patrons/register/EditPage';
import { RegisterPage } from '../../features/patrons/register/RegisterPage';

/** A patron's record; serving them leads to Circulate with them open. */
export function PatronRecord() {
  const { patronId } = useParams({ from: '/desk/patrons/$patronId' });
  const { tab } = useSearch({ from: '/desk/patrons/$patronId' });
  const navigate = useNavigate();
  return (
    <PatronPage
      key={patronId}
      patronId={patronId}
      tab={tab ?? 'overview'}
      onTab={(next) =>
        void navigate({ to: '/desk/patrons/$patronId', params: { patronId }, search: { tab: next }, replace: true })
      }
      onServe={({ id, name }) => {
        circulation.openPatron({ id, name });
        void navigate({ to: '/desk/circulate' });
      }}
      holds={(patron) => <PatronHolds patron={patron} canPlace={patron.state === 'active'} />}
    />
  );
}

export function PatronEdit() {
  const { patronId } = useParams({ from: '/desk/patrons/$patronId/edit' });
  const navigate = useNavigate();
  return (
    <EditPage
      patronId={patronId}
      onDone={() => void navigate({ to: '/desk/patrons/$patronId', params: { patronId } })}
    />
  );
}

export function Register() {
  const navigate = useNavigate();
  return (
    <RegisterPage
      onRegistered={(patronId) => void navigate({ to: '/desk/patrons/$patronId', params: { patronId } })}
      onCancel={() => void navigate({ to: '/desk/patrons' })}
    />
  );
}
