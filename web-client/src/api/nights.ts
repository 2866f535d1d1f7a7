import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Night = components['schemas']['Night'];
export type NightState = Night['state'];

/** Which nights; it stands in the address. */
export interface NightFilter {
  branch?: string | undefined;
  state?: NightState | undefined;
  /** Days. */
  from?: string | undefined;
  to?: string | undefined;
}

/** The nights of the branches, the last first. */
export const nightsQuery = ({ branch, state, from, to }: NightFilter) =>
  infiniteQueryOptions({
    queryKey: ['nights', { branch, state, from, to }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/nights', {
          params: {
            query: {
              limit: 50,
              ...(branch && { branch_id: branch }),
              ...(state && { state }),
              ...(from && { from }),
              ...(to && { to }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
