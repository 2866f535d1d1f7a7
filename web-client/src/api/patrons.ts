import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, versioned, type Versioned } from './client';
import { everyItem } from './pages';
import type { Loan, Patron } from './types';
import type { Sent } from './wire';

export type NewPatron = Sent<'/api/v1/patrons', 'post'>;
export type PatronChange = Sent<'/api/v1/patrons/{id}', 'patch'>;
export type NewRestriction = Sent<'/api/v1/patrons/{id}/restrictions', 'post'>;
export type NewCard = Sent<'/api/v1/patrons/{id}/cards', 'post'>;
export type NewMessage = Sent<'/api/v1/patrons/{id}/messages', 'post'>;
export type DuplicateSearch = Sent<'/api/v1/patrons/duplicates', 'post'>;
export type NewGuardian = Sent<'/api/v1/patrons/{id}/guardians', 'post'>;

/** A patron as the desk sees them, with what would stop a check-out here now. */
export const patronQuery = (id: string) =>
  queryOptions({
    queryKey: ['patrons', id],
    queryFn: () => versioned(api.GET('/api/v1/patrons/{id}', { params: { path: { id } } })),
  });

/** Patrons by name, card number, e-mail or phone. Sent as a body, so that none of it stands in a log. */
export const patronSearchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['patron-search', q],
    queryFn: ({ pageParam }) =>
      answer(api.POST('/api/v1/patrons/search', { body: { q, limit: 50, ...(pageParam && { cursor: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    enabled: q !== '',
  });

/** Patrons of another age than their category is for, by category. */
export const outgrownPatronsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['outgrown-patrons'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/patrons/outgrown', {
          params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

type LoanState = 'open' | 'overdue' | 'closed';

/** Loans of a patron, page by page. */
export const patronLoansQuery = (patronId: string, state: LoanState) =>
  infiniteQueryOptions({
    queryKey: ['patrons', patronId, 'loans', state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/loans', {
          params: { query: { patron_id: patronId, state, limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** What the patron has out. */
export const openLoansQuery = (patronId: string) => patronLoansQuery(patronId, 'open');

/** All of what the patron has out, read now. */
export const readEveryOpenLoan = (patronId: string): Promise<Loan[]> =>
  everyItem((cursor) =>
    answer(
      api.GET('/api/v1/loans', { params: { query: { patron_id: patronId, state: 'open', limit: 200, ...cursor } } }),
    ),
  );

export const registerPatron = (body: NewPatron, key: string): Promise<Patron> =>
  answer(api.POST('/api/v1/patrons', { params: { header: { 'Idempotency-Key': key } }, body }));

export const changePatron = ({ value, etag }: Versioned<Patron>, body: PatronChange): Promise<Patron> =>
  answer(api.PATCH('/api/v1/patrons/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }));

export const restrict = (id: string, body: NewRestriction) =>
  answer(api.POST('/api/v1/patrons/{id}/restrictions', { params: { path: { id } }, body }));

export const liftRestriction = (id: string, restrictionId: string) =>
  answer(
    api.DELETE('/api/v1/patrons/{id}/restrictions/{restriction_id}', {
      params: { path: { id, restriction_id: restrictionId } },
    }),
  );

/** Gives the patron a new card; the old number is kept and says what became of it. */
export const replaceCard = (id: string, body: NewCard): Promise<Patron> =>
  answer(api.POST('/api/v1/patrons/{id}/cards', { params: { path: { id } }, body }));

/** Sets the PIN the patron typed. It is never shown to staff, now or later. */
export const setPin = (id: string, pin: string) =>
  answer(api.PUT('/api/v1/patrons/{id}/pin', { params: { path: { id } }, body: { pin } }));

export const addGuardian = (id: string, body: NewGuardian) =>
  answer(api.POST('/api/v1/patrons/{id}/guardians', { params: { path: { id } }, body }));

export const removeGuardian = (id: string, guardianId: string) =>
  answer(
    api.DELETE('/api/v1/patrons/{id}/guardians/{guardian_id}', {
      params: { path: { id, guardian_id: guardianId } },
    }),
  );

/** The number that a card without one would get at this branch. Not kept for anybody. */
export const nextCardQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['next-card', branchId],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/card-numbers/next', { params: { query: { branch_id: branchId } } }))).card_number,
    enabled: branchId !== '',
    staleTime: 0,
  });

/** Who may have a record already. Asked as a form is filled in; what is not known yet finds nobody. */
export const duplicatesQuery = (person: DuplicateSearch) =>
  queryOptions({
    queryKey: ['patron-duplicates', person],
    queryFn: async () => (await answer(api.POST('/api/v1/patrons/duplicates', { body: person }))).items,
    enabled: Boolean(person.email ?? person.phone ?? (person.given_name && person.family_name)),
  });

/** Makes a card good for longer, from the day the library says. */
export const renewCard = (id: string, categoryId: string | null, key: string) =>
  answer(
    api.POST('/api/v1/patrons/{id}/card-renewals', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: categoryId === null ? {} : { patron_category_id: categoryId },
    }),
  );

export const leaveMessage = (id: string, body: NewMessage) =>
  answer(api.POST('/api/v1/patrons/{id}/messages', { params: { path: { id } }, body }));

export const takeDownMessage = (id: string, messageId: string) =>
  answer(api.DELETE('/api/v1/patrons/{id}/messages/{message_id}', { params: { path: { id, message_id: messageId } } }));

/** What would go over to the record that stays. */
export const mergePreviewQuery = (id: string, intoId: string) =>
  queryOptions({
    queryKey: ['patrons', id, 'merge-preview', intoId],
    queryFn: () =>
      answer(api.POST('/api/v1/patrons/{id}/merges/preview', { params: { path: { id } }, body: { into_id: intoId } })),
    enabled: intoId !== '',
    retry: false,
  });

export const mergePatron = (id: string, intoId: string, reason: string, key: string): Promise<Patron> =>
  answer(
    api.POST('/api/v1/patrons/{id}/merges', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { into_id: intoId, ...(reason && { reason }) },
    }),
  );

export const anonymisePatron = (id: string): Promise<Patron> =>
  answer(api.POST('/api/v1/patrons/{id}/anonymisation', { params: { path: { id } } }));

/** All that is held about a patron. */
export const exportPatron = (id: string): Promise<object> =>
  answer(api.GET('/api/v1/patrons/{id}/export', { params: { path: { id } } }));
