import { answer, api } from './client';
import { endSession, refreshSession, settleSignOut } from './refresh';
import { acceptSignIn, dropSession, sessionState } from './session';
import type { components } from './schema';

/** What the tabs of a browser, which share one session, tell each other. */
type Told = 'signed-out' | 'signed-in' | 'placed';

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('carrel.session') : null;
const tell = (told: Told): void => channel?.postMessage(told);
channel?.addEventListener('message', ({ data }: MessageEvent<Told>) => {
  if (data === 'signed-out') dropSession({ hasLapsed: true });
  else if (sessionState().status === 'signed-in') refreshSession().catch(() => undefined);
});

export async function signIn(username: string, password: string): Promise<void> {
  await settleSignOut();
  acceptSignIn(await answer(api.POST('/api/v1/auth/login', { body: { username, password, session: 'cookie' } })));
  tell('signed-in');
}

/** Where the deeds of this session happen from now on. */
export async function chooseDesk(branchId: string, deskId: string | null): Promise<void> {
  acceptSignIn(
    await answer(
      api.POST('/api/v1/auth/context', { body: { branch_id: branchId, ...(deskId && { desk_id: deskId }) } }),
    ),
  );
  tell('placed');
}

/** Ends the session here and in every tab of this browser, even when the service can only be told later. */
export async function signOut(): Promise<void> {
  await endSession();
  dropSession({ hasLapsed: false });
  tell('signed-out');
}

type NewOverrideGrant = components['schemas']['NewOverrideGrant'];

/** What a supervisor signs. The codes are those of the blocks the service answered with. */
export type Grant = Omit<NewOverrideGrant, 'codes' | 'operation_id'> & {
  codes: readonly string[];
  operation_id: string;
};

/** A supervisor, at this screen, allows one deed. Answers the token to send it with, good for two minutes. */
export async function grantOverride(grant: Grant): Promise<string> {
  const body = grant as NewOverrideGrant;
  return (await answer(api.POST('/api/v1/auth/override-grants', { body }))).override_grant;
}
