import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../api/types';
import type { LossDeed } from './LossDialog';

interface LossButtonsProps {
  loan: Loan;
  onLoss: (loan: Loan, deed: LossDeed) => void;
}

/** What can be done about a loan whose item does not come back, as it stands. */
export function LossButtons({ loan, onLoss }: LossButtonsProps) {
  const { t } = useTranslation('patrons');
  const deeds: LossDeed[] = loan.claimed_returned_at ? ['resolve'] : loan.lost_at ? ['claim'] : ['lose', 'claim'];
  return deeds.map((deed) => (
    <Button
      key={deed}
      size="compact-sm"
      variant="default"
      aria-label={t(`loss.${deed}.label`, { title: loan.item.title.title })}
      onClick={() => onLoss(loan, deed)}
    >
      {t(`loss.${deed}.open`)}
    </Button>
  ));
}
