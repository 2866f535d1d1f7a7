import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { Desk } from './types';

const hour = 3_600_000;

/** Name, currency and languages of the library; changes hardly ever. */
export const libraryQuery = () =>
  queryOptions({ queryKey: ['library'], queryFn: () => answer(api.GET('/api/v1/library')), staleTime: hour });

/** Every desk of a branch, those no longer used included. */
export const everyDeskQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'desks'],
    queryFn: async () =>
      (
        await answer(
          api.GET('/api/v1/branches/{id}/desks', { params: { path: { id: branchId }, query: { limit: 200 } } }),
        )
      ).items,
    staleTime: hour,
  });

/** The desks that may be chosen. */
export const desksQuery = (branchId: string) => ({
  ...everyDeskQuery(branchId),
  select: (desks: readonly Desk[]) => desks.filter(({ is_active }) => is_active),
});

/** Which days a branch is open and when, `from` and `to` included. */
export const calendarQuery = (branchId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'calendar', from, to],
    queryFn: async () =>
      (
        await answer(
          api.GET('/api/v1/branches/{id}/calendar', { params: { path: { id: branchId }, query: { from, to } } }),
        )
      ).days,
    staleTime: 60_000,
  });
