import type { AuditFilter } from '../../api/audit';
import type { TitleSearch } from '../../api/catalogue';
import { isScanned } from '../../features/catalogue/search/barcode';
import { isAudience, isFormat } from '../../features/catalogue/words';
import type { NightFilter } from '../../api/nights';
import { isNightState } from '../../features/nights/states';
import { isPatronTab, type PatronTab } from '../../features/patrons/page/tabs';
import { isPolicyTab, type PolicyTab } from '../../features/policies/tabs';
import { isCountedBy, isReportTab, type ReportSearch } from '../../features/reports/lists';
import { isSettingsTab, type SettingsTab } from '../../features/settings/tabs';

/** What an address may say after its question mark. Anything else is left out, never an error. */
type Raw = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;

export const readTitleSearch = (raw: Raw): TitleSearch => ({
  q: isScanned(text(raw['q']) ?? '') ? undefined : text(raw['q']),
  format: isFormat(raw['format']) ? raw['format'] : undefined,
  language: text(raw['language']),
  audience: isAudience(raw['audience']) ? raw['audience'] : undefined,
  subject: text(raw['subject']),
  branch: text(raw['branch']),
  available: raw['available'] === true || undefined,
  sort: raw['sort'] === 'title' || raw['sort'] === 'newest' ? raw['sort'] : undefined,
});

export const readAuditFilter = ({ deed, staff, patron, subject, branch, from, to }: Raw): AuditFilter => ({
  deed: text(deed),
  staff: text(staff),
  patron: text(patron),
  subject: text(subject),
  branch: text(branch),
  from: text(from),
  to: text(to),
});

const date = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

export const readNightFilter = ({ branch, state, from, to }: Raw): NightFilter => ({
  branch: text(branch),
  state: isNightState(state) ? state : undefined,
  from: date(from),
  to: date(to),
});

export const readReportSearch = ({ tab, branch, days, from, to, by }: Raw): ReportSearch => ({
  tab: isReportTab(tab) ? tab : undefined,
  branch: text(branch),
  days: typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= 3650 ? days : undefined,
  from: date(from),
  to: date(to),
  by: isCountedBy(by) ? by : undefined,
});

export const readPatronTab = ({ tab }: Raw): { tab?: PatronTab | undefined } => (isPatronTab(tab) ? { tab } : {});
export const readPolicyTab = ({ tab }: Raw): { tab?: PolicyTab | undefined } => (isPolicyTab(tab) ? { tab } : {});
export const readSettingsTab = ({ tab }: Raw): { tab?: SettingsTab | undefined } => (isSettingsTab(tab) ? { tab } : {});
