import { useTranslation } from 'react-i18next';
import type { RenewalResult } from '../../../api/types';
import { useBlockWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import classes from './PatronLoans.module.css';

/** How many were renewed, and why the others were not. */
export function RenewalResults({ results }: { results: readonly RenewalResult[] }) {
  const { t } = useTranslation('circulate');
  const say = useBlockWords();
  const refused = results.filter(({ is_renewed }) => !is_renewed);
  const count = results.length - refused.length;
  return (
    <div className={classes.results}>
      <Notice tone={refused.length > 0 ? 'attention' : 'good'}>
        {t('loans.results', { count })}
        {refused.length > 0 && `, ${t('loans.refused', { count: refused.length })}`}
        {refused.map(({ loan_id, item, blocks }) => (
          <div key={loan_id}>
            <strong>{item.title.title}</strong>: {blocks.map(say).join(' ')}
          </div>
        ))}
      </Notice>
    </div>
  );
}
