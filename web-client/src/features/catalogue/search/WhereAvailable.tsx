import { CircleCheck, CircleMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { TitleSummary } from '../../../api/types';
import classes from './WhereAvailable.module.css';

/** Branches named in a row; the title's own page has them all. */
const mostBranches = 4;

/** Where copies are and how many can be had there now: this branch first, then those that have some. */
export function WhereAvailable({ branches }: Pick<TitleSummary, 'branches'>) {
  const { t } = useTranslation('catalogue');
  const { branch: here } = useSession();
  if (branches.length === 0) return <span className={classes.none}>{t('where.noCopies')}</span>;
  const rank = ({ branch, available_count }: TitleSummary['branches'][number]) =>
    branch.id === here.id ? 0 : available_count > 0 ? 1 : 2;
  const sorted = [...branches].sort((one, other) => rank(one) - rank(other));
  const more = sorted.length - mostBranches;
  return (
    <ul className={classes.list}>
      {sorted.slice(0, mostBranches).map(({ branch, items_count, available_count }) => {
        const Icon = available_count > 0 ? CircleCheck : CircleMinus;
        return (
          <li key={branch.id} className={classes.branch} data-some={available_count > 0 || undefined}>
            <Icon size={14} strokeWidth={2} aria-hidden />
            {t('where.at', { branch: branch.name, available: available_count, all: items_count })}
          </li>
        );
      })}
      {more > 0 && <li className={classes.none}>{t('where.more', { count: more })}</li>}
    </ul>
  );
}
