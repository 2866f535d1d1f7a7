import { CloseButton } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissMoved, useSessionState } from '../../api/session';
import { Notice } from '../../ui/Notice';

/** Says that another tab changed who works here, or where. */
export function MovedNotice() {
  const { t } = useTranslation('app');
  const { t: tUi } = useTranslation('ui');
  const router = useRouter();
  const { moved, session } = useSessionState();
  useEffect(() => {
    // Not every screen is everybody's.
    if (moved === 'person') void router.invalidate();
  }, [moved, router]);
  if (!moved || !session) return null;
  const names = { name: session.staff.name, branch: session.branch.name };
  return (
    <Notice tone="attention" isUrgent action={<CloseButton aria-label={tUi('close')} onClick={dismissMoved} />}>
      {moved === 'person' ? t('moved.person', names) : t('moved.branch', names)}
    </Notice>
  );
}
