import { answer, api } from './client';
import type { components } from './schema';
import type { Sent } from './wire';
import type { Block, Loan, RenewalResult, Return } from './types';

type Schemas = components['schemas'];
export type BarcodeMatch = Schemas['BarcodeMatch'];
export type NewLoan = Omit<Sent<'/api/v1/loans', 'post'>, 'override'>;
export type NewReturn = Omit<Sent<'/api/v1/returns', 'post'>, 'override'>;
export type Renewal = Schemas['Renewal'];

/** Codes of blocks that the caller lifts, and why. */
export interface Override {
  codes: Block['code'][];
  reason?: string;
}

/** How a deed is sent: under which name it happens once, and with whose permission. */
export interface Sending {
  key: string;
  override?: Override | undefined;
  grant?: string | undefined;
}

const headersOf = ({ key, grant }: Sending) => ({ 'Idempotency-Key': key, ...(grant && { 'Override-Grant': grant }) });
const overrideOf = ({ override }: Pick<Sending, 'override'>) => (override ? { override } : {});

/** What a scanned code stands for: a card, an item, both (a card and an item may share a number) or nothing. */
export async function lookUpBarcode(barcode: string): Promise<readonly BarcodeMatch[]> {
  return (await answer(api.POST('/api/v1/barcodes/lookup', { body: { barcode } }))).matches;
}

export const checkOut = (command: NewLoan, sending: Sending): Promise<Loan> =>
  answer(
    api.POST('/api/v1/loans', { params: { header: headersOf(sending) }, body: { ...command, ...overrideOf(sending) } }),
  );

export const checkIn = (command: NewReturn, sending: Sending): Promise<Return> =>
  answer(api.POST('/api/v1/returns', { params: { header: headersOf(sending) }, body: command }));

export const renewLoan = (loanId: string, sending: Sending): Promise<Renewal> =>
  answer(
    api.POST('/api/v1/loans/{id}/renewals', {
      params: { path: { id: loanId }, header: headersOf(sending) },
      body: overrideOf(sending),
    }),
  );

export type ClaimResolution = Sent<'/api/v1/loans/{id}/claim-resolutions', 'post'>['resolution'];

/** Charges the item and its handling; the loan stays until that is settled or the item comes to light. */
export const declareLost = (id: string, key: string): Promise<Loan> =>
  answer(api.POST('/api/v1/loans/{id}/losses', { params: { path: { id }, header: headersOf({ key }) } }));

/** The patron says that the item was returned. */
export const claimReturned = (
  id: string,
  body: Sent<'/api/v1/loans/{id}/claims', 'post'>,
  key: string,
): Promise<Loan> =>
  answer(api.POST('/api/v1/loans/{id}/claims', { params: { path: { id }, header: headersOf({ key }) }, body }));

/** Ends such a claim without the item. */
export const resolveClaim = (id: string, resolution: ClaimResolution, key: string): Promise<Loan> =>
  answer(
    api.POST('/api/v1/loans/{id}/claim-resolutions', {
      params: { path: { id }, header: headersOf({ key }) },
      body: { resolution },
    }),
  );

/** Moves the due date of a loan to another instant. */
export const moveDueDate = (loanId: string, dueAt: string, permission: Omit<Sending, 'key'>): Promise<Loan> =>
  answer(
    api.PUT('/api/v1/loans/{id}/due-date', {
      params: { path: { id: loanId }, header: permission.grant ? { 'Override-Grant': permission.grant } : {} },
      body: { due_at: dueAt, ...overrideOf(permission) },
    }),
  );

/** Renews everything the patron has out that may be renewed; an answer per loan. */
export async function renewAllLoans(patronId: string, key: string): Promise<readonly RenewalResult[]> {
  const { results } = await answer(
    api.POST('/api/v1/patrons/{id}/renewals', {
      params: { path: { id: patronId }, header: headersOf({ key }) },
      body: {},
    }),
  );
  return results;
}
