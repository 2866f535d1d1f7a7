import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Override } from './circulation';
import { answer, api } from './client';
import type { paths } from './schema';
import type { Hold } from './types';
import type { Sent } from './wire';

export type NewHold = Omit<Sent<'/api/v1/holds', 'post'>, 'override'>;
export type HoldChange = Sent<'/api/v1/holds/{id}', 'patch'>;
type HoldFilter = NonNullable<paths['/api/v1/holds']['get']['parameters']['query']>;
type ShelfState = 'waiting' | 'to_clear';

const holdsQuery = (key: readonly unknown[], filter: HoldFilter) =>
  infiniteQueryOptions({
    queryKey: ['holds', ...key],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/holds', {
          params: { query: { ...filter, limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** Who waits for a title: what is put aside first, then the queue in its order. */
export const titleHoldsQuery = (titleId: string) =>
  holdsQuery(['title', titleId], { title_id: titleId, state: 'open' });

/** What a patron waits for. */
export const patronHoldsQuery = (patronId: string) =>
  holdsQuery(['patron', patronId], { patron_id: patronId, state: 'open' });

/** One hold, with how long it may have to wait. */
export const holdQuery = (id: string) =>
  queryOptions({
    queryKey: ['holds', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/holds/{id}', { params: { path: { id } } })),
  });

/** What is to be fetched from the shelves of this branch. */
export const pullListQuery = () =>
  infiniteQueryOptions({
    queryKey: ['holds', 'pull-list'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/pull-list', { params: { query: { limit: 200, ...(pageParam && { cursor: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** What stands on the hold shelf of this branch. */
export const holdShelfQuery = (state: ShelfState) =>
  infiniteQueryOptions({
    queryKey: ['holds', 'shelf', state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/hold-shelf', {
          params: { query: { state, limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** Places a hold under a name by which it is placed once. */
export const placeHold = (
  hold: NewHold,
  { key, override, grant }: { key: string; override?: Override | undefined; grant?: string | undefined },
): Promise<Hold> =>
  answer(
    api.POST('/api/v1/holds', {
      params: { header: { 'Idempotency-Key': key, ...(grant && { 'Override-Grant': grant }) } },
      body: { ...hold, ...(override && { override }) },
    }),
  );

export const changeHold = (id: string, body: HoldChange): Promise<Hold> =>
  answer(api.PATCH('/api/v1/holds/{id}', { params: { path: { id } }, body }));

export const cancelHold = (id: string, reason: string): Promise<Hold> =>
  answer(api.DELETE('/api/v1/holds/{id}', { params: { path: { id }, query: reason ? { reason } : {} } }));

export const moveHold = (id: string, position: number): Promise<Hold> =>
  answer(api.POST('/api/v1/holds/{id}/position', { params: { path: { id } }, body: { position } }));

/** Says that a copy of the pull list is not on its shelf. */
export const reportMiss = (holdId: string, itemId: string) =>
  answer(api.POST('/api/v1/pull-list/misses', { body: { hold_id: holdId, item_id: itemId } }));
