import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NoAnswer } from '../api/problem';
import { requireDesk } from './guards';
import { useRetryOnceBack } from './useRetryOnceBack';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('the first refresh outlasts a service that is busy for a moment', async () => {
  const session = { access_token: 't', expires_in: 900, staff: { id: 's', language: '' }, branch: { id: 'b' } };
  const answers = [new Response(null, { status: 503 }), new Response(null, { status: 502 })];
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift() ?? new Response(JSON.stringify(session))));
  const entering = requireDesk({ location: { href: '/desk/circulate' } });
  await vi.advanceTimersByTimeAsync(20_000);
  await expect(entering).resolves.toBeUndefined();
});

it('a page that failed for want of an answer tries again, one that was refused does not', async () => {
  const [retry, never] = [vi.fn(), vi.fn()];
  const { unmount } = renderHook(() => useRetryOnceBack(new NoAnswer('down'), retry));
  renderHook(() => useRetryOnceBack(new Error('broken'), never));
  await vi.advanceTimersByTimeAsync(3_100);
  expect(retry).toHaveBeenCalledOnce();
  expect(never).not.toHaveBeenCalled();
  unmount();
});
