import { useCallback, useRef } from 'react';
import { newKey, persist } from './deed';
import { ApiProblem, isPassing } from './problem';

/** Whether the service said no. Anything else leaves open whether the deed was done. */
const isRefusal = (error: unknown): boolean => error instanceof ApiProblem && error.status < 500 && !isPassing(error);

/**
 * Makes one deed of one intention: `once(what, (key) => send(key))`. The key of `what` stays the same until the service
 * did it or said no, so that a second click and a try after a lost answer are the same deed.
 */
export function useOnce(): <T>(what: unknown, send: (key: string) => Promise<T>) => Promise<T> {
  const open = useRef(new Map<string, string>());
  return useCallback(async (what, send) => {
    const name = JSON.stringify(what);
    const key = open.current.get(name) ?? newKey();
    open.current.set(name, key);
    try {
      const done = await persist(() => send(key));
      open.current.delete(name);
      return done;
    } catch (error) {
      if (isRefusal(error)) open.current.delete(name);
      throw error;
    }
  }, []);
}
