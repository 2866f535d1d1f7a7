import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';

const whole = { params: { query: { limit: 200 } } } as const;
const quarterHour = 900_000;

/** The short lists that forms choose from. They change rarely. */
export const branchesQuery = () =>
  queryOptions({
    queryKey: ['branches'],
    queryFn: async () => (await answer(api.GET('/api/v1/branches', whole))).items,
    staleTime: quarterHour,
  });

export const patronCategoriesQuery = () =>
  queryOptions({
    queryKey: ['patron-categories'],
    queryFn: async () => (await answer(api.GET('/api/v1/patron-categories', whole))).items,
    staleTime: quarterHour,
  });

export const itemTypesQuery = () =>
  queryOptions({
    queryKey: ['item-types'],
    queryFn: async () => (await answer(api.GET('/api/v1/item-types', whole))).items,
    staleTime: quarterHour,
  });

export const collectionsQuery = () =>
  queryOptions({
    queryKey: ['collections'],
    queryFn: async () => (await answer(api.GET('/api/v1/collections', whole))).items,
    staleTime: quarterHour,
  });

export const locationsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'locations'],
    queryFn: async () =>
      (
        await answer(
          api.GET('/api/v1/branches/{id}/locations', { params: { path: { id: branchId }, query: { limit: 200 } } }),
        )
      ).items,
    staleTime: quarterHour,
    enabled: branchId !== '',
  });
