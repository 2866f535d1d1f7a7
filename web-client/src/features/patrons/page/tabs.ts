/** The parts of a patron's page; the chosen one stands in the address. */
export const patronTabs = ['overview', 'loans', 'holds', 'account'] as const;
export type PatronTab = (typeof patronTabs)[number];

export const isPatronTab = (value: unknown): value is PatronTab => patronTabs.some((tab) => tab === value);
