import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Import = components['schemas']['Import'];
export type ImportProblem = components['schemas']['ImportProblem'];
export type ImportKind = components['schemas']['ImportKind'];
export type TableKind = Exclude<ImportKind, 'marc'>;
export type TextEncoding = components['schemas']['TextEncoding'];
export type ItemPart = keyof components['schemas']['ItemsMap'];

/** How a file of MARC records is taken in. */
export interface MarcOptions {
  kind: 'marc';
  branch_id: string;
  items_tag: string;
  items_map: Partial<Record<ItemPart, string>>;
  source?: string | undefined;
  create_codes: boolean;
  dry_run: boolean;
}

/** How a table is taken in. */
export interface TableOptions {
  kind: TableKind;
  branch_id: string;
  encoding: TextEncoding;
  source?: string | undefined;
  dry_run: boolean;
}

export type ImportOptions = MarcOptions | TableOptions;

export const isUnderway = ({ state }: Pick<Import, 'state'>): boolean => state === 'queued' || state === 'running';

export const importsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['imports'],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/imports', { params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** What tables there are, with their columns. */
export const importKindsQuery = () =>
  queryOptions({
    queryKey: ['import-kinds'],
    queryFn: () => answer(api.GET('/api/v1/import-kinds')),
    staleTime: Infinity,
  });

/** One import, asked for again every second while it is under way. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => answer(api.GET('/api/v1/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isUnderway(state.data) ? 1000 : false),
  });

const problemsPage = (id: string, refusalsOnly: boolean, limit: number, cursor: string) =>
  answer(
    api.GET('/api/v1/imports/{id}/problems', {
      params: {
        path: { id },
        query: { limit, ...(refusalsOnly && { is_refusal: true }), ...(cursor && { cursor }) },
      },
    }),
  );

export const importProblemsQuery = (id: string, refusalsOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'problems', refusalsOnly],
    queryFn: ({ pageParam }) => problemsPage(id, refusalsOnly, 50, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** The whole report, page after page. */
export async function wholeReport(id: string): Promise<ImportProblem[]> {
  const rows: ImportProblem[] = [];
  let cursor: string | null | undefined = '';
  while (typeof cursor === 'string') {
    const page: Awaited<ReturnType<typeof problemsPage>> = await problemsPage(id, false, 200, cursor);
    rows.push(...page.items);
    cursor = page.next_cursor;
  }
  return rows;
}

export const sendImport = (file: File, options: ImportOptions) => {
  const form = new FormData();
  form.append('options', JSON.stringify(options));
  form.append('file', file);
  return answer(
    api.POST('/api/v1/imports', {
      body: { file: '' },
      bodySerializer: () => form,
    }),
  );
};

export const cancelImport = (id: string) =>
  answer(api.POST('/api/v1/imports/{id}/cancellation', { params: { path: { id } } }));

/** All of a kind as a table. */
export const exportTable = (kind: TableKind): Promise<Blob> =>
  answer(api.GET('/api/v1/exports/{kind}', { params: { path: { kind } }, parseAs: 'blob' }));
