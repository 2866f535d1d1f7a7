import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type OverdueLoan = Schemas['OverdueLoan'];
export type LostItem = Schemas['LostItem'];
export type ReturnClaim = Schemas['ReturnClaim'];
export type ItemInTransit = Schemas['ItemInTransit'];
export type ExpiredCard = Schemas['ExpiredCard'];
export type CirculationCount = Schemas['CirculationCount'];

/** Which rows of a list; it stands in the address. */
export interface ListFilter {
  branch?: string | undefined;
  /** For at least so many days, where the list knows that. */
  days?: number | undefined;
}

/** Which days, and what the counts are told apart by. */
export interface CirculationFilter {
  from: string;
  to: string;
  by: 'day' | 'hour' | 'branch';
  branch?: string | undefined;
}

/** What a list answers is a page, unless a table was asked for. */
async function page<T extends object>(asked: Promise<T | string>): Promise<T> {
  const given = await asked;
  if (typeof given === 'string') throw new TypeError('a table came where a page was asked for');
  return given;
}

const asked = ({ branch, days }: ListFilter, cursor: string) => ({
  limit: 50,
  ...(branch && { branch_id: branch }),
  ...(days !== undefined && { days }),
  ...(cursor && { cursor }),
});
const withoutDays = ({ branch }: ListFilter, cursor: string) => asked({ branch }, cursor);
const pages = {
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor,
};

export const overdueQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['reports', 'overdue', filter],
    queryFn: ({ pageParam }) =>
      page(answer(api.GET('/api/v1/reports/overdue', { params: { query: asked(filter, pageParam) } }))),
  });

export const lostQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['reports', 'lost', filter],
    queryFn: ({ pageParam }) =>
      page(answer(api.GET('/api/v1/reports/lost', { params: { query: withoutDays(filter, pageParam) } }))),
  });

export const claimsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['reports', 'claims', filter],
    queryFn: ({ pageParam }) =>
      page(answer(api.GET('/api/v1/reports/claims', { params: { query: withoutDays(filter, pageParam) } }))),
  });

export const inTransitQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['reports', 'in-transit', filter],
    queryFn: ({ pageParam }) =>
      page(answer(api.GET('/api/v1/reports/in-transit', { params: { query: asked(filter, pageParam) } }))),
  });

export const expiredCardsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['reports', 'expired-cards', filter],
    queryFn: ({ pageParam }) =>
      page(answer(api.GET('/api/v1/reports/expired-cards', { params: { query: asked(filter, pageParam) } }))),
  });

const counted = ({ from, to, by, branch }: CirculationFilter) => ({
  params: { query: { from, to, by, ...(branch && { branch_id: branch }) } },
});

export const circulationQuery = (filter: CirculationFilter) =>
  queryOptions({
    queryKey: ['reports', 'circulation', filter],
    queryFn: async () => (await page(answer(api.GET('/api/v1/statistics/circulation', counted(filter))))).rows,
  });

const asTable = { headers: { Accept: 'text/csv' }, parseAs: 'blob' } as const;

/** The whole list as a file. */
export type ListName = 'overdue' | 'lost' | 'claims' | 'in-transit' | 'expired-cards';

export function listTable(list: ListName, { branch, days }: ListFilter): Promise<Blob> {
  const narrow = { ...(branch && { branch_id: branch }) };
  const waiting = { params: { query: { ...narrow, ...(days !== undefined && { days }) } }, ...asTable };
  const plain = { params: { query: narrow }, ...asTable };
  switch (list) {
    case 'overdue':
      return answer(api.GET('/api/v1/reports/overdue', waiting));
    case 'lost':
      return answer(api.GET('/api/v1/reports/lost', plain));
    case 'claims':
      return answer(api.GET('/api/v1/reports/claims', plain));
    case 'in-transit':
      return answer(api.GET('/api/v1/reports/in-transit', waiting));
    case 'expired-cards':
      return answer(api.GET('/api/v1/reports/expired-cards', waiting));
  }
}

export const circulationTable = (filter: CirculationFilter): Promise<Blob> =>
  answer(api.GET('/api/v1/statistics/circulation', { ...counted(filter), ...asTable }));
