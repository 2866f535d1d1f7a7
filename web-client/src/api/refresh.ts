import { isBoolean, recall, remember } from '../lib/browserStorage';
import { ask } from './ask';
import { untilOnline } from './connection';
import { NoAnswer } from './problem';
import { acceptRefresh, dropSession, sessionState } from './session';
import type { SignIn } from './types';

/** A request that the browser's cookie answers for. */
const byCookie = (path: string): Request =>
  new Request(new URL(path, window.location.origin), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });

/** One tab asks at a time: the cookie rotates with every refresh, and two at once would look like a stolen one. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('carrel.refresh', work) as Promise<T>;
}

/** Whether the service took it. Throws when it could not, because that says nothing about the session. */
function isTaken(response: Response): boolean {
  if (response.status >= 500 || response.status === 429) throw new NoAnswer('The session could not be changed');
  return response.ok;
}

/** Set from the moment somebody signs out until the service knows, also over a reload. */
const owed = 'sign-out-owed';
let isOwed = recall(owed, isBoolean) ?? false;
const setOwed = (value: boolean) => {
  isOwed = value;
  remember(owed, value);
};
/** Another tab may have signed out, or told the service, since. */
const owesSignOut = (): boolean => recall(owed, isBoolean) ?? isOwed;

async function tellSignOut(): Promise<void> {
  if (!owesSignOut()) return;
  isTaken(await ask(byCookie('/api/v1/auth/logout')));
  setOwed(false);
}

const againAfterMs = 3_000;

let isTelling = false;

async function tellOnceBack(): Promise<void> {
  if (isTelling) return;
  isTelling = true;
  while (owesSignOut()) {
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    await untilOnline(60_000);
    await settleSignOut().catch(() => undefined);
  }
  isTelling = false;
}

/** Tells the service of a sign-out that it has not heard of. */
export const settleSignOut = (): Promise<void> => oneAtATime(tellSignOut);

/** Ends the session of this browser. Where the service cannot be told it is told later; until then nothing is refreshed. */
export async function endSession(): Promise<void> {
  setOwed(true);
  await settleSignOut().catch(() => void tellOnceBack());
}

let underway: Promise<boolean> | null = null;

/**
 * Gets a fresh access token with the browser's cookie. False when the session is over; throws `NoAnswer` when nobody
 * answered, because that says nothing about the session.
 */
export function refreshSession(): Promise<boolean> {
  underway ??= oneAtATime(async () => {
    if (owesSignOut()) {
      await tellSignOut().catch(() => void tellOnceBack());
      dropSession({ hasLapsed: false });
      return false;
    }
    const response = await ask(byCookie('/api/v1/auth/refresh'));
    if (isTaken(response)) {
      acceptRefresh((await response.json()) as SignIn);
      return true;
    }
    dropSession({ hasLapsed: sessionState().status === 'signed-in' });
    return false;
  }).finally(() => {
    underway = null;
  });
  return underway;
}
