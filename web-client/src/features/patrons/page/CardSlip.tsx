import { Portal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryQuery } from '../../../api/library';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import classes from './CardSlip.module.css';

/** A strip for the patron with what stands on the card. Only the printer sees it. */
export function CardSlip({ patron, onPrinted }: { patron: Patron; onPrinted: () => void }) {
  const { t } = useTranslation('patrons');
  const { data: library } = useQuery(libraryQuery());
  const { day } = useFormats();
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  return (
    <Portal>
      <div className={classes.slip} data-testid="card-slip">
        <p className={classes.library}>{library?.name}</p>
        <p>{patron.home_branch.name}</p>
        <p>{patron.name}</p>
        <p className={classes.number}>{patron.card_number}</p>
        {patron.expires_on && <p>{t('slip.until', { when: day(patron.expires_on) })}</p>}
        <p>{t('slip.keep')}</p>
      </div>
    </Portal>
  );
}
