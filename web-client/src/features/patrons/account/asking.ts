import type { Account, Fine } from '../../../api/types';

export type Entry = Account['entries'][number];

/** What the desk is about to do with an account. */
export type Asking =
  | { deed: 'pay'; fine: Fine | null }
  | { deed: 'charge' }
  | { deed: 'waive' | 'writeOff' | 'refund'; fine: Fine }
  | { deed: 'void'; entry: Entry }
  | { deed: 'payOut' };
