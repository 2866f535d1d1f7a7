import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteActivity } from './activity';
import { signIn, signOut } from './auth';
import { NoAnswer } from './problem';
import { refreshSession } from './refresh';
import { acceptSignIn, dropSession, sessionState } from './session';
import type { SignIn } from './types';

const as = (staff: string, branch: string) =>
  ({ access_token: `${staff}-${branch}`, expires_in: 900, staff: { id: staff }, branch: { id: branch } }) as SignIn;
const answer = (body: SignIn) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

let asked: string[];
/** What the service does with a request; null is no answer at all. */
let serve: (path: string) => Response | null;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  localStorage.clear();
  serve = () => new Response(null, { status: 204 });
  vi.stubGlobal('fetch', (request: Request | string) => {
    if (typeof request === 'string') return Promise.reject(new TypeError('down'));
    const path = new URL(request.url).pathname.replace('/api/v1/auth/', '');
    asked.push(path);
    const response = serve(path);
    return response ? Promise.resolve(response) : Promise.reject(new TypeError('down'));
  });
  acceptSignIn(as('ada', 'central'));
});

afterEach(async () => {
  // What is still owed is told, so that no test begins with it.
  serve = () => new Response(null, { status: 204 });
  await vi.advanceTimersByTimeAsync(120_000);
  vi.useRealTimers();
});

describe('signing out', () => {
  it('holds without a connection: nothing is refreshed until the service was told', async () => {
    serve = () => null;
    await signOut();
    expect(sessionState()).toMatchObject({ status: 'signed-out', hasLapsed: false });
    expect(await refreshSession()).toBe(false);
    serve = (path) => (path === 'logout' ? new Response(null, { status: 204 }) : answer(as('ada', 'central')));
    expect(await refreshSession()).toBe(false);
    expect(asked).toEqual(['logout', 'logout', 'logout']);
    expect(await refreshSession()).toBe(true);
  });

  it('reaches the service by itself once it is back', async () => {
    serve = () => new Response(null, { status: 503 });
    await signOut();
    serve = () => new Response(null, { status: 204 });
    await vi.advanceTimersByTimeAsync(3_100);
    expect(asked).toEqual(['logout', 'logout']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
  });

  it('comes before the next person signs in, and does not end their session', async () => {
    serve = () => null;
    await signOut();
    await expect(signIn('sam', 'secret')).rejects.toBeInstanceOf(NoAnswer);
    serve = (path) => (path === 'login' ? answer(as('sam', 'central')) : new Response(null, { status: 204 }));
    asked = [];
    await signIn('sam', 'secret');
    expect(asked).toEqual(['logout', 'login']);
  });
});

describe('a session that another tab changed', () => {
  it.each([
    ['sam', 'central', 'person'],
    ['ada', 'riverside', 'branch'],
    ['ada', 'central', null],
  ])('tells of it: %s at %s', async (staff, branch, moved) => {
    serve = () => answer(as(staff, branch));
    await refreshSession();
    expect(sessionState().moved).toBe(moved);
  });

  it('keeps telling until somebody read it, and never of what was done here', async () => {
    serve = () => answer(as('sam', 'central'));
    await refreshSession();
    await refreshSession();
    expect(sessionState().moved).toBe('person');
    acceptSignIn(as('ada', 'riverside'));
    expect(sessionState().moved).toBeNull();
  });
});

it('work refreshes a token older than five minutes, once', async () => {
  const minutes = (count: number) => Date.now() + count * 60_000;
  serve = () => answer(as('ada', 'central'));
  noteActivity(minutes(4));
  expect(asked).toEqual([]);
  noteActivity(minutes(6));
  noteActivity(minutes(6));
  await refreshSession();
  expect(asked).toEqual(['refresh']);
  dropSession({ hasLapsed: true });
  noteActivity(minutes(12));
  expect(asked).toEqual(['refresh']);
});
