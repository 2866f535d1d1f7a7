import { refreshSession } from './refresh';
import { tokenAge } from './session';

/** The service counts half an hour of rest from the last refresh, so that work must not go unnoticed for long. */
const ripeAfterMs = 5 * 60_000;
const againAfterMs = 30_000;
let triedAt = -Infinity;

/** Somebody works at this screen. */
export function noteActivity(now = Date.now()): void {
  if ((tokenAge(now) ?? 0) < ripeAfterMs || now - triedAt < againAfterMs) return;
  triedAt = now;
  refreshSession().catch(() => undefined);
}

/** Keeps the session of whoever works here going: a session ends after rest, not after work without a request. */
export function watchActivity(): void {
  for (const kind of ['keydown', 'pointerdown']) {
    window.addEventListener(kind, () => noteActivity(), { capture: true, passive: true });
  }
}
