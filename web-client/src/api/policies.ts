import { queryOptions } from '@tanstack/react-query';
import { answer, api, versioned } from './client';
import type { components } from './schema';
import type { Sent } from './wire';

type Schemas = components['schemas'];
export type Policy = Schemas['Policy'];
export type PatronLimits = Schemas['PatronLimits'];
export type ResolvedPolicy = Schemas['ResolvedPolicy'];
export type Attributes = ResolvedPolicy['attributes'];
export type PolicyInput = Sent<'/api/v1/policies', 'post'>;
export type PolicyChange = Sent<'/api/v1/policies/{id}', 'patch'>;
export type LimitsInput = Sent<'/api/v1/patron-limits', 'post'>;
export type LimitsChange = Sent<'/api/v1/patron-limits/{id}', 'patch'>;

/** For whom, of what and where a rule is asked. */
export interface Case {
  branchId: string;
  categoryId: string;
  itemTypeId: string;
}

const whole = { params: { query: { limit: 200 } } } as const;

export const policiesQuery = () =>
  queryOptions({
    queryKey: ['policies'],
    queryFn: async () => (await answer(api.GET('/api/v1/policies', whole))).items,
  });

export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', id],
    queryFn: () => versioned(api.GET('/api/v1/policies/{id}', { params: { path: { id } } })),
  });

/** What applies to a case, and which rule says so. */
export const resolveQuery = ({ branchId, categoryId, itemTypeId }: Case) =>
  queryOptions({
    queryKey: ['policies', 'resolve', branchId, categoryId, itemTypeId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/policies/resolve', {
          params: { query: { branch_id: branchId, patron_category_id: categoryId, item_type_id: itemTypeId } },
        }),
      ),
    enabled: branchId !== '' && categoryId !== '' && itemTypeId !== '',
  });

/** Who would take what out where. */
export interface WhatIf {
  patronId: string;
  itemBarcode: string;
  branchId: string;
}

/** What a check-out would give, and what stands against it. Asked anew each time: anything may have changed. */
export const previewQuery = ({ patronId, itemBarcode, branchId }: WhatIf) =>
  queryOptions({
    queryKey: ['loan-preview', patronId, itemBarcode, branchId],
    queryFn: () =>
      answer(
        api.POST('/api/v1/loans/preview', {
          params: { query: { branch_id: branchId } },
          body: { patron_id: patronId, item_barcode: itemBarcode },
        }),
      ),
    gcTime: 0,
    retry: false,
  });

export const addPolicy = (body: PolicyInput): Promise<Policy> => answer(api.POST('/api/v1/policies', { body }));

const versionOf = (id: string, etag: string) => ({ params: { path: { id }, header: { 'If-Match': etag } } });

export const changePolicy = (id: string, etag: string, body: PolicyChange): Promise<Policy> =>
  answer(api.PATCH('/api/v1/policies/{id}', { ...versionOf(id, etag), body }));

export const removePolicy = (id: string, etag: string) =>
  answer(api.DELETE('/api/v1/policies/{id}', versionOf(id, etag)));

export const limitsQuery = () =>
  queryOptions({
    queryKey: ['patron-limits'],
    queryFn: async () => (await answer(api.GET('/api/v1/patron-limits', whole))).items,
  });

export const limitQuery = (id: string) =>
  queryOptions({
    queryKey: ['patron-limits', id],
    queryFn: () => versioned(api.GET('/api/v1/patron-limits/{id}', { params: { path: { id } } })),
  });

export const addLimits = (body: LimitsInput): Promise<PatronLimits> =>
  answer(api.POST('/api/v1/patron-limits', { body }));

export const changeLimits = (id: string, etag: string, body: LimitsChange): Promise<PatronLimits> =>
  answer(api.PATCH('/api/v1/patron-limits/{id}', { ...versionOf(id, etag), body }));

export const removeLimits = (id: string, etag: string) =>
  answer(api.DELETE('/api/v1/patron-limits/{id}', versionOf(id, etag)));
