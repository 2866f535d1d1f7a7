import { redirect } from '@tanstack/react-router';
import { persist } from '../api/deed';
import { sessionState } from '../api/session';
import { refreshSession } from '../api/refresh';
import { speakAs } from './i18n';

/** Tries the browser's cookie once, before the first screen is chosen. */
async function settle(): Promise<'signed-in' | 'signed-out'> {
  if (sessionState().status === 'unknown') {
    await persist(refreshSession);
    await speakAs(sessionState().session?.staff.language ?? '');
  }
  return sessionState().status === 'signed-in' ? 'signed-in' : 'signed-out';
}

/** Lets only somebody signed in, at a desk, pass; others sign in first and come back to where they wanted to go. */
export async function requireDesk({ location }: { location: { href: string } }): Promise<void> {
  if ((await settle()) === 'signed-out') throw redirect({ to: '/sign-in', search: { next: location.href } });
  if (sessionState().session?.must_choose_desk) throw redirect({ to: '/choose-desk', search: { next: location.href } });
}

export async function requireSession(): Promise<void> {
  if ((await settle()) === 'signed-out') throw redirect({ to: '/sign-in', search: {} });
}

/** Lets only supervisors pass. The service judges again with every request; this spares a screen full of refusals. */
export function requireSupervisor(): void {
  if (sessionState().session?.staff.role !== 'supervisor') throw redirect({ to: '/desk/circulate' });
}
