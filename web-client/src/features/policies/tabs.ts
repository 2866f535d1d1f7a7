/** The parts of the policies page; the chosen one stands in the address. */
export const policyTabs = ['matrix', 'whatif', 'rules', 'limits'] as const;
export type PolicyTab = (typeof policyTabs)[number];

export const isPolicyTab = (value: unknown): value is PolicyTab => policyTabs.some((tab) => tab === value);
