import type { Block, FieldError, Problem } from './types';

/** A refusal of the service: an RFC 9457 problem, decoded. Decide by `code`, never by its words. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly blocks: readonly Block[];
  /** Seconds to wait, where the service says so. */
  readonly retryAfter: number | null;
  /** The request's id, which finds it in the service's log. */
  readonly requestId: string | null;

  constructor(problem: Partial<Problem>, response: { status: number; headers: Headers }) {
    super(problem.detail ?? problem.title ?? `HTTP ${response.status}`);
    this.code = problem.code ?? 'internal';
    this.status = response.status;
    this.errors = problem.errors ?? [];
    this.blocks = problem.blocks ?? [];
    const seconds = Number(response.headers.get('retry-after'));
    this.retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
    this.requestId = problem.instance ?? null;
  }
}

/** No answer came: the network is down, or the service is. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Whether somebody else changed the record since it was read. */
export const isStale = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'stale';

/** Whether sending the same thing again, with the same key, may succeed without anybody changing anything. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  return error instanceof ApiProblem && (error.code === 'busy' || error.code === 'in-progress');
}
