import { queryOptions } from '@tanstack/react-query';
import { answer, api, versioned, type Versioned } from './client';
import type { Sent } from './wire';

/** A short list that supervisors keep. An entry is changed in the version that was read when it was opened. */
export interface Keeper {
  add: (fields: object) => Promise<unknown>;
  read: (id: string) => Promise<Versioned<{ id: string }>>;
  change: (record: Versioned<{ id: string }>, changes: object) => Promise<unknown>;
}

const found = (id: string) => ({ params: { path: { id } } });
const match = ({ value, etag }: Versioned<{ id: string }>) => ({
  params: { path: { id: value.id }, header: { 'If-Match': etag } },
});

export const branchKeeper: Keeper = {
  add: (body) => answer(api.POST('/api/v1/branches', { body: body as Sent<'/api/v1/branches', 'post'> })),
  read: (id) => versioned(api.GET('/api/v1/branches/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/branches/{id}', { ...match(record), body: body as Sent<'/api/v1/branches/{id}', 'patch'> }),
    ),
};

export const deskKeeper = (branchId: string): Keeper => ({
  add: (body) =>
    answer(
      api.POST('/api/v1/branches/{id}/desks', {
        ...found(branchId),
        body: body as Sent<'/api/v1/branches/{id}/desks', 'post'>,
      }),
    ),
  read: (id) => versioned(api.GET('/api/v1/desks/{id}', found(id))),
  change: (record, body) =>
    answer(api.PATCH('/api/v1/desks/{id}', { ...match(record), body: body as Sent<'/api/v1/desks/{id}', 'patch'> })),
});

export const locationKeeper = (branchId: string): Keeper => ({
  add: (body) =>
    answer(
      api.POST('/api/v1/branches/{id}/locations', {
        ...found(branchId),
        body: body as Sent<'/api/v1/branches/{id}/locations', 'post'>,
      }),
    ),
  read: (id) => versioned(api.GET('/api/v1/locations/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/locations/{id}', { ...match(record), body: body as Sent<'/api/v1/locations/{id}', 'patch'> }),
    ),
});

export const collectionKeeper: Keeper = {
  add: (body) => answer(api.POST('/api/v1/collections', { body: body as Sent<'/api/v1/collections', 'post'> })),
  read: (id) => versioned(api.GET('/api/v1/collections/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/collections/{id}', {
        ...match(record),
        body: body as Sent<'/api/v1/collections/{id}', 'patch'>,
      }),
    ),
};

export const itemTypeKeeper: Keeper = {
  add: (body) => answer(api.POST('/api/v1/item-types', { body: body as Sent<'/api/v1/item-types', 'post'> })),
  read: (id) => versioned(api.GET('/api/v1/item-types/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/item-types/{id}', {
        ...match(record),
        body: body as Sent<'/api/v1/item-types/{id}', 'patch'>,
      }),
    ),
};

export const patronCategoryKeeper: Keeper = {
  add: (body) =>
    answer(api.POST('/api/v1/patron-categories', { body: body as Sent<'/api/v1/patron-categories', 'post'> })),
  read: (id) => versioned(api.GET('/api/v1/patron-categories/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/patron-categories/{id}', {
        ...match(record),
        body: body as Sent<'/api/v1/patron-categories/{id}', 'patch'>,
      }),
    ),
};

export const fineKindKeeper: Keeper = {
  add: (body) => answer(api.POST('/api/v1/fine-kinds', { body: body as Sent<'/api/v1/fine-kinds', 'post'> })),
  read: (id) => versioned(api.GET('/api/v1/fine-kinds/{id}', found(id))),
  change: (record, body) =>
    answer(
      api.PATCH('/api/v1/fine-kinds/{id}', {
        ...match(record),
        body: body as Sent<'/api/v1/fine-kinds/{id}', 'patch'>,
      }),
    ),
};

/** What holds for the whole library, in the version to be changed. */
export const librarySettingsQuery = () =>
  queryOptions({
    queryKey: ['library', 'settings'],
    queryFn: () => versioned(api.GET('/api/v1/library')),
    staleTime: Infinity,
    refetchOnMount: 'always',
  });

export const changeLibrary = ({ etag }: Versioned<unknown>, body: Sent<'/api/v1/library', 'patch'>): Promise<unknown> =>
  answer(api.PATCH('/api/v1/library', { params: { header: { 'If-Match': etag } }, body }));

/** The number of the next new card, were its series under this prefix. Not kept for anybody. */
export const nextNumberQuery = (prefix: string) =>
  queryOptions({
    queryKey: ['next-card', 'prefix', prefix],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/card-numbers/next', { params: { query: { prefix } } }))).card_number,
    enabled: prefix !== '',
    staleTime: 0,
  });

export type Transfers = Sent<'/api/v1/transfers', 'put'>;

/** Between which branches items may travel. */
export const transfersQuery = () =>
  queryOptions({ queryKey: ['transfers'], queryFn: () => versioned(api.GET('/api/v1/transfers')) });

export const replaceTransfers = (before: Versioned<unknown>, body: Transfers) =>
  answer(api.PUT('/api/v1/transfers', { params: { header: { 'If-Match': before.etag } }, body }));
