import { ApiProblem } from '../../../api/problem';

/** Whether a record was refused only because it may be somebody's second one. */
export const useIsDuplicate = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.code === 'blocked' &&
  error.blocks.every(({ code }) => code === 'possible-duplicate');
