import { beforeEach, expect, it, vi } from 'vitest';
import { acceptSignIn } from './session';
import { send } from './transport';
import type { SignIn } from './types';

const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ code }), { status, headers: { 'content-type': 'application/problem+json' } });
const signIn = (token: string) =>
  ({ access_token: token, expires_in: 900, staff: { id: 's' }, branch: { id: 'b' } }) as SignIn;

let asked: string[];
/** What the service answers to each path, one after the other. */
let answers: Record<string, Response[]>;

beforeEach(() => {
  asked = [];
  acceptSignIn(signIn('first'));
  vi.stubGlobal('fetch', (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(`${pathname} ${request.headers.get('authorization') ?? '-'}`);
    return Promise.resolve(answers[pathname]!.shift()!);
  });
});

const ask = (path: string) => send(new Request(new URL(path, 'http://desk.example'), { method: 'POST', body: '{}' }));

it.each(['unauthenticated', 'token-expired'])('a 401 for the token (%s) is answered with a fresh one', async (code) => {
  answers = {
    '/deed': [problem(401, code), new Response('done')],
    '/api/v1/auth/refresh': [new Response(JSON.stringify(signIn('second')))],
  };
  expect(await (await ask('/deed')).text()).toBe('done');
  expect(asked).toEqual(['/deed Bearer first', '/api/v1/auth/refresh -', '/deed Bearer second']);
});

it('a wrong password is sent once, because each time counts to the lock-out', async () => {
  answers = { '/api/v1/auth/override-grants': [problem(401, 'wrong-credentials')] };
  const answer = await ask('/api/v1/auth/override-grants');
  expect(await answer.json()).toEqual({ code: 'wrong-credentials' });
  expect(asked).toHaveLength(1);
});
