import { Button } from '@mantine/core';
import { Bookmark, Printer } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Return } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { Slip } from '../slips/Slip';
import classes from './HoldFound.module.css';

interface HoldFoundProps {
  answer: Return;
  /** Gives the focus back to the scan box. */
  onDone: () => void;
}

/** Somebody waits for what was just handed in: who, where, and the slip to put into it. */
export function HoldFound({ answer, onDone }: HoldFoundProps) {
  const { t } = useTranslation('circulate');
  const { day } = useFormats();
  const [printedAt, setPrintedAt] = useState<number | null>(null);
  const onPrinted = useCallback(() => {
    setPrintedAt(null);
    onDone();
  }, [onDone]);
  const { hold, item, route_to: to } = answer;
  if (!hold) return null;
  const isHere = to.kind === 'hold_shelf';
  const until = hold.shelf_expires_on ? day(hold.shelf_expires_on, 'weekday') : null;
  const tail = hold.patron?.card_number?.slice(-4);
  const where = isHere ? t('hold.here') : t('hold.there', { branch: hold.pickup_branch.name });
  return (
    <section className={classes.found} aria-label={t('hold.found')}>
      <Bookmark size={28} strokeWidth={2} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <h2>{where}</h2>
        <p className={classes.who}>
          {hold.patron?.name ?? t('hold.forgotten')}
          {tail && <span className="tabular"> · {t('slip.card', { tail })}</span>}
        </p>
        <p>{item.title.title}</p>
        {until && <p>{t('hold.until', { when: until })}</p>}
        {hold.note && <p className={classes.note}>{hold.note}</p>}
      </div>
      <Button leftSection={<Printer size={16} aria-hidden />} onClick={() => setPrintedAt(Date.now())}>
        {t('hold.print')}
      </Button>
      {printedAt !== null && (
        <Slip
          title={where}
          owner={[hold.patron?.name, tail && t('slip.card', { tail })].filter(Boolean).join(' · ')}
          lines={[
            {
              id: item.id,
              title: item.title.title,
              barcode: item.barcode,
              when: until && t('hold.until', { when: until }),
            },
          ]}
          at={printedAt}
          onPrinted={onPrinted}
        />
      )}
    </section>
  );
}
