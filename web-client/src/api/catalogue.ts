import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { lookUpBarcode } from './circulation';
import { answer, api, versioned, type Versioned } from './client';
import type { paths } from './schema';
import type { Item, ItemChangesPreview, ItemChangesResult, Title } from './types';
import type { Sent } from './wire';

export type NewTitle = Sent<'/api/v1/titles', 'post'>;
export type TitleChange = Sent<'/api/v1/titles/{id}', 'patch'>;
export type NewItem = Sent<'/api/v1/items', 'post'>;
export type ItemChange = Sent<'/api/v1/items/{id}', 'patch'>;
type ItemsPreview = Sent<'/api/v1/items/changes/preview', 'post'>;
type ItemsChange = Sent<'/api/v1/items/changes', 'post'>;
/** What is changed about many items at once. */
export type ItemChanges = ItemsChange['changes'];
type TitleFilter = NonNullable<paths['/api/v1/titles']['get']['parameters']['query']>;
type FacetFilter = NonNullable<paths['/api/v1/titles/facets']['get']['parameters']['query']>;

/** What a search of the catalogue is narrowed to. It names no person, so it may stand in an address. */
export interface TitleSearch {
  q?: string | undefined;
  format?: string | undefined;
  language?: string | undefined;
  audience?: string | undefined;
  subject?: string | undefined;
  branch?: string | undefined;
  available?: boolean | undefined;
  /** The best answers first when absent. */
  sort?: 'title' | 'newest' | undefined;
}

const filterOf = ({ q, format, language, audience, subject, branch, available }: TitleSearch) => ({
  ...(q && { q }),
  ...(format && { format }),
  ...(language && { language }),
  ...(audience && { audience }),
  ...(subject && { subject }),
  ...(branch && { branch_id: branch }),
  ...(available && { available }),
});

export const titlesQuery = (search: TitleSearch) =>
  infiniteQueryOptions({
    queryKey: ['titles', search],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: 50,
        ...filterOf(search),
        ...(search.sort && { sort: search.sort }),
        ...(pageParam && { cursor: pageParam }),
      } as TitleFilter;
      return answer(api.GET('/api/v1/titles', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** Titles that a desk wrote down in a few words, for a cataloguer to complete. */
export const briefTitlesQuery = () =>
  infiniteQueryOptions({
    queryKey: ['titles', 'brief'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/titles/brief', { params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** How many titles each further filter would leave. */
export const titleFacetsQuery = (search: TitleSearch) =>
  queryOptions({
    queryKey: ['titles', 'facets', filterOf(search)],
    queryFn: ({ signal }) => {
      const query = filterOf(search) as FacetFilter;
      return answer(api.GET('/api/v1/titles/facets', { params: { query }, signal }));
    },
  });

export const titleQuery = (id: string) =>
  queryOptions({
    queryKey: ['titles', id],
    queryFn: () => versioned(api.GET('/api/v1/titles/{id}', { params: { path: { id } } })),
  });

/** Every copy of a title and whether it can be had now. */
export const availabilityQuery = (titleId: string) =>
  queryOptions({
    queryKey: ['titles', titleId, 'availability'],
    queryFn: () => answer(api.GET('/api/v1/titles/{id}/availability', { params: { path: { id: titleId } } })),
  });

/** What has this number, an item or a card: asked in a body, because a card number stands in no address. */
export const scannedQuery = (barcode: string) =>
  queryOptions({
    queryKey: ['barcode', barcode],
    queryFn: () => lookUpBarcode(barcode),
    enabled: barcode !== '',
    gcTime: 0,
  });

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['items', id],
    queryFn: () => versioned(api.GET('/api/v1/items/{id}', { params: { path: { id } } })),
  });

/** What befell an item, newest first. Asking leaves a trace, so it is asked for once. */
export const itemHistoryQuery = (itemId: string) =>
  infiniteQueryOptions({
    queryKey: ['items', itemId, 'history'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/items/{id}/history', {
          params: { path: { id: itemId }, query: { limit: 25, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: Infinity,
    gcTime: 0,
  });

/** The shelf around an item, `reach` items to either side. */
export const shelfQuery = (itemId: string, reach: number) =>
  queryOptions({
    queryKey: ['items', itemId, 'shelf', reach],
    queryFn: () =>
      answer(
        api.GET('/api/v1/items/{id}/shelf', {
          params: { path: { id: itemId }, query: { before: reach, after: reach } },
        }),
      ),
    placeholderData: (before) => (before?.item.id === itemId ? before : undefined),
  });

/** The version that an ETag names. */
const versionOf = (etag: string): number => Number(etag.replace(/\D/g, ''));

export const addTitle = (body: NewTitle): Promise<Title> => answer(api.POST('/api/v1/titles', { body }));

export const changeTitle = ({ value, etag }: Versioned<Title>, body: TitleChange): Promise<Title> =>
  answer(api.PATCH('/api/v1/titles/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }));

/** Merges one title into another, each as it was looked at. */
export const mergeTitles = (
  { kept, merged, reason }: { kept: Versioned<Title>; merged: Versioned<Title>; reason: string },
  key: string,
): Promise<Title> =>
  answer(
    api.POST('/api/v1/titles/{id}/merges', {
      params: { path: { id: kept.value.id }, header: { 'Idempotency-Key': key } },
      body: {
        version: versionOf(kept.etag),
        merged_title_id: merged.value.id,
        merged_version: versionOf(merged.etag),
        ...(reason && { reason }),
      },
    }),
  );

/** Adds a copy; under a key, once however often it is sent. */
export const addItem = (body: NewItem, key?: string): Promise<Item> =>
  answer(api.POST('/api/v1/items', { ...(key && { params: { header: { 'Idempotency-Key': key } } }), body }));

export const changeItem = ({ value, etag }: Versioned<Item>, body: ItemChange): Promise<Item> =>
  answer(api.PATCH('/api/v1/items/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }));

/** What a change of many items would do to each; nothing is written. */
export const previewItemChanges = (body: ItemsPreview): Promise<ItemChangesPreview> =>
  answer(api.POST('/api/v1/items/changes/preview', { body }));

export const changeItems = (body: ItemsChange, key: string): Promise<ItemChangesResult> =>
  answer(api.POST('/api/v1/items/changes', { params: { header: { 'Idempotency-Key': key } }, body }));
