import { createStore, useStore } from '../lib/store';

/** Whether the service answers. Told by the requests themselves, because a network card that is up proves nothing. */
export type Connection = 'online' | 'offline';

const connection = createStore<Connection>('online');
const knockEveryMs = 3_000;
let knocking: ReturnType<typeof setInterval> | null = null;

export const useConnection = (): Connection => useStore(connection);

/** A request was answered, whatever the answer. */
export function noteAnswer(): void {
  connection.set('online');
  if (knocking !== null) clearInterval(knocking);
  knocking = null;
}

/** A request got no answer: says so, and knocks until the service is back. */
export function noteSilence(): void {
  connection.set('offline');
  knocking ??= setInterval(() => {
    fetch('/health/live', { cache: 'no-store' }).then(
      (response) => {
        if (response.ok) noteAnswer();
      },
      () => undefined,
    );
  }, knockEveryMs);
}

/** Resolves once the service answers again, or after `limitMs`; `Infinity` waits for as long as it takes. */
export function untilOnline(limitMs: number): Promise<void> {
  if (connection.get() === 'online') return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = connection.subscribe(() => {
      if (connection.get() === 'online') done();
    });
    const timer = Number.isFinite(limitMs) ? setTimeout(done, limitMs) : undefined;
  });
}
