import { Button, Skeleton } from '@mantine/core';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/words';
import { useRetryOnceBack } from './useRetryOnceBack';
import classes from './PageStates.module.css';

/** The shape of a page while its code is on the way. */
export function PagePending() {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.pending} role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="12rem" />
      <Skeleton height={48} />
      <Skeleton height={160} />
    </div>
  );
}

export function PageMissing() {
  const { t } = useTranslation('app');
  return (
    <main className={classes.state}>
      <h1>{t('missing.title')}</h1>
      <p>{t('missing.lead')}</p>
      <Button component={Link} to="/desk/circulate">
        {t('missing.back')}
      </Button>
    </main>
  );
}

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  useRetryOnceBack(error, retry);
  return (
    <div className={classes.state} role="alert">
      <h1>{t('failed.title')}</h1>
      <p>{words(error)}</p>
      <Button onClick={retry}>{tUi('retry')}</Button>
    </div>
  );
}
