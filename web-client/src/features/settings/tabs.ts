/** The parts of the settings; the chosen one stands in the address. */
export const settingsTabs = [
  'library',
  'branches',
  'transfers',
  'categories',
  'types',
  'collections',
  'fines',
] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export const isSettingsTab = (value: unknown): value is SettingsTab => settingsTabs.some((tab) => tab === value);
