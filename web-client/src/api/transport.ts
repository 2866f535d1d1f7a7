import { ask } from './ask';
import { refreshSession } from './refresh';
import { currentToken, isTokenSpent } from './session';
import type { Problem } from './types';

function authorised(request: Request): Request {
  const token = currentToken();
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

/** Whether it is the token that was refused, and not a password: sending that again would count twice to the lock-out. */
async function isAboutToken(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const problem = (await response
    .clone()
    .json()
    .catch(() => null)) as Partial<Problem> | null;
  return problem?.code === 'unauthenticated' || problem?.code === 'token-expired';
}

/** Sends with the caller's token, renewing it before it is spent and, once, when it was refused. */
export async function send(request: Request): Promise<Response> {
  if (isTokenSpent()) await refreshSession();
  const spare = request.clone();
  const token = currentToken();
  const response = await ask(authorised(request));
  if (token === null || !(await isAboutToken(response))) return response;
  // Another request may have renewed it while this one was on its way.
  const isFresh = currentToken() !== token || (await refreshSession());
  return isFresh ? ask(authorised(spare)) : response;
}
