import { noteAnswer, noteSilence } from './connection';
import { NoAnswer } from './problem';

/** Sends a request and notes whether anybody answers; `NoAnswer` when nobody did. */
export async function ask(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    // A gateway in front of a stopped service answers for it; that is silence too.
    if (response.status === 502 || response.status === 504) throw new TypeError('gateway');
    noteAnswer();
    return response;
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    noteSilence();
    throw new NoAnswer('The service did not answer', { cause });
  }
}
