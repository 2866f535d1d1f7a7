import { renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, NoAnswer } from './problem';
import { useOnce } from './useOnce';

vi.mock('./deed', async (original) => ({
  ...(await original<object>()),
  persist: (attempt: () => unknown) => attempt(),
}));

const refused = new ApiProblem({ code: 'blocked' }, { status: 409, headers: new Headers() });
const broken = new ApiProblem({ code: 'internal' }, { status: 500, headers: new Headers() });

let once: ReturnType<typeof useOnce>;
let keys: string[];
const attempt = (what: unknown, outcome: Promise<unknown>) =>
  once(what, (key) => {
    keys.push(key);
    return outcome;
  }).catch(() => null);

beforeEach(() => {
  keys = [];
  once = renderHook(() => useOnce()).result.current;
});

it('keeps the key of an intention while nobody knows what became of it', async () => {
  await attempt({ loan: 1 }, Promise.reject(new NoAnswer('lost')));
  await attempt({ loan: 1 }, Promise.reject(broken));
  await Promise.all([attempt({ loan: 1 }, Promise.resolve()), attempt({ loan: 1 }, Promise.resolve())]);
  expect(new Set(keys).size).toBe(1);
});

it('takes another for the next deed, after a refusal, and for something else', async () => {
  await attempt({ loan: 1 }, Promise.resolve());
  await attempt({ loan: 1 }, Promise.reject(refused));
  await attempt({ loan: 1 }, Promise.reject(new NoAnswer('lost')));
  await attempt({ loan: 2 }, Promise.resolve());
  expect(new Set(keys).size).toBe(4);
});
