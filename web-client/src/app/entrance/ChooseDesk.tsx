import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { signOut } from '../../api/auth';
import { ChooseDeskPage } from '../../features/sign-in/ChooseDeskPage';
import { LanguageMenu } from '../LanguageMenu';

/** Choosing where one works, and where it leads. */
export function ChooseDesk() {
  const { next } = useSearch({ from: '/choose-desk' });
  const navigate = useNavigate();
  const router = useRouter();
  const leave = () => {
    const go = () => navigate({ to: '/sign-in', search: {} });
    signOut().then(go, go);
  };
  return (
    <ChooseDeskPage
      corner={<LanguageMenu />}
      onChosen={() => router.history.push(next ?? '/desk/circulate')}
      onSignOut={leave}
    />
  );
}
