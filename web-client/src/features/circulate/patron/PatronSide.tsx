import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { useCirculation } from '../desk/session';
import { PatronCard } from './PatronCard';
import classes from './PatronSide.module.css';
import { SlipButton } from './SlipButton';

/** The patron beside the work. */
export function PatronSide({ onPrintSlip }: { onPrintSlip: () => void }) {
  const { t } = useTranslation('circulate');
  const patron = useCirculation((state) => state.patron);
  return (
    <aside className={classes.side} aria-label={t('patron.label')}>
      {patron ? (
        <>
          <PatronCard key={patron.id} patron={patron} />
          <SlipButton onClick={onPrintSlip} />
        </>
      ) : (
        <EmptyState icon={UserRound} title={t('patron.none')}>
          {t('patron.noneLead')}
        </EmptyState>
      )}
    </aside>
  );
}
