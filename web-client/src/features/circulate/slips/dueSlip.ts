import type { Loan } from '../../../api/types';
import { patronOf, type Deed } from '../desk/model';

const loanIdOf = ({ result }: Deed): string | null =>
  result?.kind === 'lent' ? result.loan.id : result?.kind === 'renewed' ? result.renewal.loan.id : null;

/**
 * What stands on the due slip: of what the patron has now, what was lent and renewed at this desk in the order it was;
 * everything where nothing was.
 */
export function onSlip(open: readonly Loan[], deeds: readonly Deed[], patronId: string): readonly Loan[] {
  const done = deeds.filter((deed) => patronOf(deed) === patronId).map(loanIdOf);
  const ids = [...new Set([...done].reverse().filter((id) => id !== null))];
  const lent = ids.map((id) => open.find((loan) => loan.id === id)).filter((loan) => loan !== undefined);
  return lent.length > 0 ? lent : open;
}
