import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { Fine, Receipt } from './types';
import type { Sent } from './wire';

export type NewPayment = Sent<'/api/v1/payments', 'post'>;
export type NewFine = Sent<'/api/v1/fines', 'post'>;
export type PaymentMethod = NewPayment['method'];
/** How much of something, and why. */
export interface Part {
  id: string;
  amount: number | null;
  reason: string;
}

/** What the patron owes, and every entry that led there, newest first. */
export const accountQuery = (patronId: string) =>
  infiniteQueryOptions({
    queryKey: ['patrons', patronId, 'account'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/patrons/{id}/account', {
          params: { path: { id: patronId }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** What the patron owes together with the children they answer for. */
export const familyQuery = (patronId: string) =>
  queryOptions({
    queryKey: ['patrons', patronId, 'family'],
    queryFn: () => answer(api.GET('/api/v1/patrons/{id}/account/family', { params: { path: { id: patronId } } })),
  });

/** The library's own kinds of fines. */
export const fineKindsQuery = () =>
  queryOptions({
    queryKey: ['fine-kinds'],
    queryFn: async () => (await answer(api.GET('/api/v1/fine-kinds', { params: { query: { limit: 200 } } }))).items,
    staleTime: 900_000,
  });

/** What was charged for a loan, and what became of it. */
export const loanAccountQuery = (loanId: string) =>
  queryOptions({
    queryKey: ['patrons', 'loan', loanId, 'account'],
    queryFn: () => answer(api.GET('/api/v1/loans/{id}/account', { params: { path: { id: loanId } } })),
  });

const keyed = (key: string) => ({ 'Idempotency-Key': key });

export const chargeFine = (body: NewFine, key: string): Promise<Fine> =>
  answer(api.POST('/api/v1/fines', { params: { header: keyed(key) }, body }));

export const takePayment = (body: NewPayment, key: string): Promise<Receipt> =>
  answer(api.POST('/api/v1/payments', { params: { header: keyed(key) }, body }));

export const waiveFine = ({ id, ...body }: Part, key: string): Promise<Fine> =>
  answer(api.POST('/api/v1/fines/{id}/waivers', { params: { path: { id }, header: keyed(key) }, body }));

export const writeOffFine = ({ id, ...body }: Part, key: string): Promise<Fine> =>
  answer(api.POST('/api/v1/fines/{id}/write-offs', { params: { path: { id }, header: keyed(key) }, body }));

/** Gives back what was paid for a fine, which is owed again. */
export const refundFine = ({ id, ...body }: Part & { method: PaymentMethod }, key: string): Promise<Receipt> =>
  answer(api.POST('/api/v1/fines/{id}/refunds', { params: { path: { id }, header: keyed(key) }, body }));

/** Hands credit out. */
export const payOut = (
  patronId: string,
  body: Sent<'/api/v1/patrons/{id}/payouts', 'post'>,
  key: string,
): Promise<Receipt> =>
  answer(api.POST('/api/v1/patrons/{id}/payouts', { params: { path: { id: patronId }, header: keyed(key) }, body }));

/** Undoes a payment: what it settled is owed again. */
export const voidPayment = (id: string, reason: string, key: string): Promise<Receipt> =>
  answer(api.POST('/api/v1/payments/{id}/voids', { params: { path: { id }, header: keyed(key) }, body: { reason } }));

/** Counts a print of a receipt; every one after the first says that it is a copy. */
export const printReceipt = (id: string): Promise<Receipt> =>
  answer(api.POST('/api/v1/receipts/{id}/prints', { params: { path: { id } } }));
