import type { ListName } from '../../api/reports';

/** The lists and the counts, in the order of the tabs; the chosen one stands in the address. */
export const reportTabs = ['overdue', 'claims', 'lost', 'in-transit', 'expired-cards', 'circulation'] as const;
export type ReportTab = (typeof reportTabs)[number];

export const isReportTab = (value: unknown): value is ReportTab => reportTabs.some((tab) => tab === value);

/** Lists that ask for how long, and for how long unless somebody says otherwise. */
export const usualDays: Partial<Record<ListName, number>> = { overdue: 0, 'in-transit': 7, 'expired-cards': 0 };

export const countedBy = ['day', 'hour', 'branch'] as const;
export type CountedBy = (typeof countedBy)[number];

export const isCountedBy = (value: unknown): value is CountedBy => countedBy.some((by) => by === value);

/** What the address of a list says. */
export interface ReportSearch {
  tab?: ReportTab | undefined;
  branch?: string | undefined;
  days?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: CountedBy | undefined;
}

/** The days counted unless somebody says otherwise: the last four weeks up to `today`. */
export function lastWeeks(today: string): { from: string; to: string } {
  const noon = Date.parse(`${today}T12:00:00Z`);
  return { from: new Date(noon - 27 * 86_400_000).toISOString().slice(0, 10), to: today };
}
