import { useEffect, useRef } from 'react';
import { untilOnline } from '../api/connection';
import { isPassing } from '../api/problem';

const pauseMs = 3_000;

/** Tries again by itself what failed only because the service was away or busy. */
export function useRetryOnceBack(error: unknown, retry: () => void): void {
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  useEffect(() => {
    if (!isPassing(error)) return;
    let isLeft = false;
    const wait = async () => {
      // An answer that is no help (503) is an answer too: not at once, then.
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await untilOnline(Infinity);
      if (!isLeft) latest.current();
    };
    void wait();
    return () => {
      isLeft = true;
    };
  }, [error]);
}
