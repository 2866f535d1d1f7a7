import createClient from 'openapi-fetch';
import { ApiProblem } from './problem';
import type { paths } from './schema';
import { send } from './transport';
import type { Problem } from './types';

/** The typed client: `api.GET('/api/v1/patrons/{id}', …)`. Only files of `src/api` call it. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin', fetch: send });

interface Outcome<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

const isProblem = (value: unknown): value is Partial<Problem> => typeof value === 'object' && value !== null;

/** The answer, or an `ApiProblem`. */
export async function answer<T>(outcome: Promise<Outcome<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await outcome;
  if (!response.ok) throw new ApiProblem(isProblem(error) ? error : {}, response);
  return data as NonNullable<T>;
}

/** A record with the version to send back as If-Match when it is changed. */
export interface Versioned<T> {
  value: T;
  etag: string;
}

export async function versioned<T>(outcome: Promise<Outcome<T>>): Promise<Versioned<NonNullable<T>>> {
  const settled = await outcome;
  const value = await answer(Promise.resolve(settled));
  return { value, etag: settled.response.headers.get('etag') ?? '' };
}
