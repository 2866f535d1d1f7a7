import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseDesk, signIn } from '../../api/auth';
import { libraryQuery } from '../../api/library';
import { ApiProblem } from '../../api/problem';
import { sessionState, useSessionState } from '../../api/session';
import { useProblemWords } from '../../api/words';
import { Notice } from '../../ui/Notice';
import { usePageTitle } from '../../ui/usePageTitle';
import classes from './form.module.css';
import { placeFor } from './place';
import { Threshold } from './Threshold';

interface SignInPageProps {
  corner: ReactNode;
  /** Signed in; `isPlaced` when the desk this browser remembers was taken again. */
  onSignedIn: (isPlaced: boolean) => void;
}

/** Signs in and goes back to the desk where this browser stood, if there is one. */
async function enter({ username, password }: { username: string; password: string }): Promise<boolean> {
  await signIn(username, password);
  const place = placeFor(sessionState().session?.branches ?? []);
  if (!place) return false;
  try {
    await chooseDesk(place.branchId, place.deskId);
    return true;
  } catch (error) {
    // The desk was closed since: the person chooses another.
    if (error instanceof ApiProblem) return false;
    throw error;
  }
}

export function SignInPage({ corner, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation('sign-in');
  const words = useProblemWords();
  const { hasLapsed } = useSessionState();
  const library = useQuery(libraryQuery());
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const usernameField = useRef<HTMLInputElement>(null);
  usePageTitle(t('title'));

  const entering = useMutation({
    mutationFn: enter,
    onSuccess: onSignedIn,
    onError: () => {
      setPassword('');
      passwordField.current?.focus();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isEmpty = !username.trim() || !password;
    setIncomplete(isEmpty);
    if (isEmpty) (username.trim() ? passwordField : usernameField).current?.focus();
    else entering.mutate({ username: username.trim(), password });
  };

  return (
    <Threshold corner={corner}>
      <div className={classes.head}>
        <h1>{t('title')}</h1>
        <p className={classes.lead}>{library.data ? t('lead', { library: library.data.name }) : '\u00a0'}</p>
      </div>
      <form className={classes.form} onSubmit={submit} noValidate>
        {hasLapsed && !entering.isError && <Notice tone="info">{t('lapsed')}</Notice>}
        {isIncomplete && (
          <Notice tone="refused" isUrgent>
            {t('missing')}
          </Notice>
        )}
        {entering.isError && !isIncomplete && (
          <Notice tone="refused" isUrgent>
            {words(entering.error)}
          </Notice>
        )}
        <TextInput
          ref={usernameField}
          label={t('username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordField}
          label={t('password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth mt={4} loading={entering.isPending}>
          {t('submit')}
        </Button>
      </form>
    </Threshold>
  );
}
