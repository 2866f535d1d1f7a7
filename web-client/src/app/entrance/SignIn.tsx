import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { sessionState } from '../../api/session';
import { SignInPage } from '../../features/sign-in/SignInPage';
import { speakAs } from '../i18n';
import { LanguageMenu } from '../LanguageMenu';

/** Signing in, and where it leads. */
export function SignIn() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  const enter = (isPlaced: boolean) => {
    void speakAs(sessionState().session?.staff.language ?? '');
    if (isPlaced) router.history.push(next ?? '/desk/circulate');
    else void navigate({ to: '/choose-desk', search: { next } });
  };
  return <SignInPage corner={<LanguageMenu />} onSignedIn={enter} />;
}
