import { untilOnline } from './connection';
import { isPassing } from './problem';

/** The name under which a deed is done at most once, however often it is sent. One for each deed, not for each try. */
export const newKey = (): string => crypto.randomUUID();

const pausesMs = [300, 1_000, 3_000];

/**
 * Does a deed that carries an Idempotency-Key, and sends the same again when no answer came or the service was busy: the
 * key makes sure that it is not done twice.
 */
export async function persist<T>(attempt: () => Promise<T>, pauses: readonly number[] = pausesMs): Promise<T> {
  for (const pause of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
      await untilOnline(pause * 4);
    }
  }
  return attempt();
}
