import { queryOptions } from '@tanstack/react-query';
import { answer, api, versioned, type Versioned } from './client';
import type { components } from './schema';
import type { Sent } from './wire';

type Schemas = components['schemas'];
export type CalendarDay = Schemas['CalendarDay'];
export type WeekdayHours = Schemas['WeekdayHours'];
export type Closure = Schemas['Closure'];
export type Opening = Schemas['Opening'];

export type Hours = Sent<'/api/v1/branches/{id}/hours', 'put'>;
export type NewClosure = Sent<'/api/v1/branches/{id}/closures', 'post'>;
export type NewOpening = Sent<'/api/v1/branches/{id}/openings', 'post'>;

const at = (id: string) => ({ path: { id } });

export const hoursQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'hours'],
    queryFn: () => versioned(api.GET('/api/v1/branches/{id}/hours', { params: at(branchId) })),
    enabled: branchId !== '',
  });

export const replaceHours = (branchId: string, before: Versioned<unknown>, body: Hours) =>
  answer(
    api.PUT('/api/v1/branches/{id}/hours', { params: { ...at(branchId), header: { 'If-Match': before.etag } }, body }),
  );

/** Days the branch is closed although it would be open, those that come again every year included. */
export const closuresQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'closures'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/branches/{id}/closures', { params: { ...at(branchId), query: { limit: 200 } } })))
        .items,
    enabled: branchId !== '',
  });

/** Days the branch opens although it would be closed, or at other hours. */
export const openingsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['branches', branchId, 'openings'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/branches/{id}/openings', { params: { ...at(branchId), query: { limit: 200 } } })))
        .items,
    enabled: branchId !== '',
  });

export const addClosure = (branchId: string, body: NewClosure) =>
  answer(api.POST('/api/v1/branches/{id}/closures', { params: at(branchId), body }));

export const removeClosure = (id: string) => answer(api.DELETE('/api/v1/closures/{id}', { params: at(id) }));

export const addOpening = (branchId: string, body: NewOpening) =>
  answer(api.POST('/api/v1/branches/{id}/openings', { params: at(branchId), body }));

export const removeOpening = (id: string) => answer(api.DELETE('/api/v1/openings/{id}', { params: at(id) }));
