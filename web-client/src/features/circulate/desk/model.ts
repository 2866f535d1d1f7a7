import type { BarcodeMatch, Renewal } from '../../../api/circulation';
import type { Block, ItemRef, Loan, PatronRef, Return } from '../../../api/types';

/** How scanned items are taken: by what is open (automatic), or always as returns. */
export type Mode = 'automatic' | 'check-in' | 'book-drop' | 'amnesty';

/** What holds for the next scans. */
export interface Settings {
  mode: Mode;
  /** The instant a book drop counts as emptied at; null is now. */
  returnedAt: string | null;
  /** Why fines are forgiven while the amnesty is on. */
  amnestyReason: string;
  /** Lends for use in the building only; until the patron is closed. */
  isOnSite: boolean;
  /** The due date the desk wishes instead of the policy's; until the patron is closed. */
  dueAt: string | null;
}

/** The patron at the desk. The rest of their record is read when it is shown. */
export interface OpenPatron {
  id: string;
  name: string;
}

/** A deed in the shape it is sent, so that it can be sent again. */
export type Command =
  | { kind: 'check-out'; patron: OpenPatron; itemId: string; isOnSite: boolean; dueAt: string | null }
  | { kind: 'check-in'; itemId: string; returnedAt: string | null; waiverReason: string | null; claim?: Claim }
  | { kind: 'renewal'; loanId: string; patron: OpenPatron | null; itemId: string | null };

/** What an item is taken with: who stood at the desk and what held when its turn came, whoever is opened later. */
export interface Context {
  patron: OpenPatron | null;
  settings: Settings;
  /** A scan before it may have been another patron's card. */
  isInDoubt: boolean;
}

/** Whom an item is lent to that was scanned then: nobody while a mode is on, or while it is in doubt whose card came last. */
export const borrowerIn = ({ patron, settings, isInDoubt }: Context): OpenPatron | null =>
  settings.mode === 'automatic' && !isInDoubt ? patron : null;

export type Claim = 'returned_by_patron' | 'found_by_library';

/** What became of a scan. */
export type Result =
  | { kind: 'opened'; patron: OpenPatron }
  | { kind: 'lent'; loan: Loan }
  | { kind: 'returned'; answer: Return }
  | { kind: 'renewed'; renewal: Renewal }
  | { kind: 'unknown' }
  /** It was unknown, and is an item now; there was nobody to lend it to. */
  | { kind: 'catalogued' }
  | { kind: 'dead-card'; match: BarcodeMatch }
  | { kind: 'ambiguous'; matches: readonly BarcodeMatch[] }
  /** Not lent: whose card was scanned last is in doubt. */
  | { kind: 'needs-card' }
  | { kind: 'blocked'; blocks: readonly Block[] }
  | { kind: 'failed'; error: unknown }
  | { kind: 'closed' };

export type Tone = 'good' | 'attention' | 'refused';

/** One row of the stream: a scan, and what came of it. */
export interface Deed {
  /** Also the key under which it is done at most once. */
  id: string;
  /** What was scanned, or the barcode of the item. */
  code: string;
  /** When it was scanned, in milliseconds. */
  at: number;
  /** `held` waits for the connection. */
  state: 'queued' | 'working' | 'held' | 'settled';
  /** The title or the name, as soon as it is known. */
  name: string | null;
  item: ItemRef | null;
  /** Null until its turn came. */
  context: Context | null;
  command: Command | null;
  result: Result | null;
}

export interface CirculationState {
  patron: OpenPatron | null;
  settings: Settings;
  /** Newest first. */
  deeds: readonly Deed[];
  /** The deed whose reasons are laid out under the scan box. */
  refusalId: string | null;
  /** Scans that may have been the next patron's card; until that is known, or a card is taken, nothing is lent. */
  doubts: readonly string[];
}

export const firstSettings: Settings = {
  mode: 'automatic',
  returnedAt: null,
  amnestyReason: '',
  isOnSite: false,
  dueAt: null,
};

const needsHand = ({ route_to, outcome, fine, messages }: Return): boolean =>
  route_to.kind !== 'shelf' ||
  outcome === 'not_on_loan' ||
  fine !== null ||
  messages.some(({ level }) => level === 'attention');

/** Whether staff can go on, should look, or were refused: the sound, the colour and the word of a row. */
export function toneOf(result: Result): Tone {
  switch (result.kind) {
    case 'opened':
    case 'renewed':
    case 'catalogued':
    case 'closed':
      return 'good';
    case 'lent':
      return result.loan.messages.some(({ level }) => level === 'attention') ? 'attention' : 'good';
    case 'returned':
      return needsHand(result.answer) ? 'attention' : 'good';
    case 'ambiguous':
      return 'attention';
    case 'blocked':
      return result.blocks.every(({ level, code }) => level === 'confirm' || code === 'on-loan-to-patron')
        ? 'attention'
        : 'refused';
    case 'unknown':
    case 'dead-card':
    case 'needs-card':
    case 'failed':
      return 'refused';
  }
}

/** The patron whose record a deed changed. */
export function patronOf({ result, command }: Deed): PatronRef['id'] | null {
  if (result?.kind === 'lent') return result.loan.patron?.id ?? null;
  if (result?.kind === 'returned') return result.answer.loan?.patron?.id ?? null;
  if (result?.kind === 'renewed') return result.renewal.loan.patron?.id ?? null;
  return command && command.kind !== 'check-in' ? (command.patron?.id ?? null) : null;
}

/** The loan the patron already has of the scanned item, where renewing it is what is meant. */
export function loanToRenew({ result }: Deed): string | null {
  if (result?.kind !== 'blocked') return null;
  const loanId: unknown = result.blocks.find(({ code }) => code === 'on-loan-to-patron')?.facts['loan_id'];
  return typeof loanId === 'string' ? loanId : null;
}
