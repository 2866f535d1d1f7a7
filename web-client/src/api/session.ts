import { createStore, useStore } from '../lib/store';
import type { SignIn } from './types';

/** Who is signed in and where. The access token lives here and nowhere else: never in storage, never in a URL. */
export type Session = Pick<SignIn, 'staff' | 'branch' | 'desk' | 'branches' | 'must_choose_desk'>;

interface SessionState {
  /** `unknown` until the browser's cookie has been tried once. */
  status: 'unknown' | 'signed-out' | 'signed-in';
  session: Session | null;
  /** True when a session ended by itself: idle too long, revoked, signed out in another tab. */
  hasLapsed: boolean;
  /** What another tab of this browser changed under this one: who works here, or where. */
  moved: 'person' | 'branch' | null;
}

interface Token {
  value: string;
  since: number;
  expiresAt: number;
}

const store = createStore<SessionState>({ status: 'unknown', session: null, hasLapsed: false, moved: null });
let token: Token | null = null;

/** Takes what the service answered to what somebody did in this tab: a sign-in, a change of desk. */
export function acceptSignIn(answer: SignIn, moved: SessionState['moved'] = null): void {
  const { access_token, expires_in, staff, branch, desk, branches, must_choose_desk } = answer;
  const now = Date.now();
  token = { value: access_token, since: now, expiresAt: now + expires_in * 1000 };
  const session = { staff, branch, desk, branches, must_choose_desk };
  store.set({ status: 'signed-in', session, hasLapsed: false, moved });
}

/** Takes what the service answered to a refresh. The cookie is every tab's: it may be another person's by now. */
export function acceptRefresh(answer: SignIn): void {
  const { session: before, moved } = store.get();
  if (before && before.staff.id !== answer.staff.id) acceptSignIn(answer, 'person');
  else if (before && before.branch.id !== answer.branch.id) acceptSignIn(answer, moved ?? 'branch');
  else acceptSignIn(answer, moved);
}

/** Somebody read what had changed. */
export const dismissMoved = (): void => store.set((state) => ({ ...state, moved: null }));

/** Forgets the token and the person. */
export function dropSession({ hasLapsed }: { hasLapsed: boolean }): void {
  token = null;
  store.set({ status: 'signed-out', session: null, hasLapsed, moved: null });
}

export const currentToken = (): string | null => token?.value ?? null;

/** Whether the token runs out within the next seconds, so that asking with it would be wasted. */
export const isTokenSpent = (now = Date.now()): boolean => token !== null && token.expiresAt - now < 10_000;

/** How long ago the token was given, in milliseconds; null without one. */
export const tokenAge = (now = Date.now()): number | null => token && now - token.since;

export const sessionState = (): SessionState => store.get();
export const watchSession = store.subscribe;
export const useSessionState = (): SessionState => useStore(store);

/** The session of a screen that is only shown to somebody signed in. */
export function useSession(): Session {
  const { session } = useStore(store);
  if (!session) throw new Error('A screen of the desk was drawn without a session');
  return session;
}
