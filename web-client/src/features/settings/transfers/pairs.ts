import type { Transfers } from '../../../api/settings';

/** Pairs of branches between which nothing may travel, each as `from>to`. */
export type Forbidden = ReadonlySet<string>;

export const pairOf = (from: string, to: string): string => `${from}>${to}`;

export const forbiddenOf = ({ rules }: Transfers): Forbidden =>
  new Set(rules.filter(({ is_allowed }) => !is_allowed).map((rule) => pairOf(rule.from_branch_id, rule.to_branch_id)));

/** What is sent: a pair that is not named is allowed. */
export const transfersOf = (forbidden: Forbidden): Transfers => ({
  rules: [...forbidden].map((pair) => {
    const [from_branch_id = '', to_branch_id = ''] = pair.split('>');
    return { from_branch_id, to_branch_id, is_allowed: false };
  }),
});

export function toggled(forbidden: Forbidden, pair: string): Forbidden {
  const after = new Set(forbidden);
  if (!after.delete(pair)) after.add(pair);
  return after;
}
