import { Portal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryQuery } from '../../../api/library';
import { useSession } from '../../../api/session';
import { useFormats } from '../../../api/useFormats';
import classes from './Slip.module.css';

export interface SlipLine {
  id: string;
  title: string;
  barcode: string;
  /** What stands at the right: the due date, or nothing. */
  when: string | null;
}

interface SlipProps {
  title: string;
  /** Whose it is, with no more of the card number than its end. */
  owner: string | null;
  lines: readonly SlipLine[];
  /** Milliseconds; when it was printed. */
  at: number;
  onPrinted: () => void;
}

/** A strip of paper, 80 mm wide, that only the printer sees. Opens the print dialog as soon as it is there. */
export function Slip({ title, owner, lines, at, onPrinted }: SlipProps) {
  const { t } = useTranslation('circulate');
  const { branch } = useSession();
  const { data: library } = useQuery(libraryQuery());
  const { instant } = useFormats();
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);

  return (
    <Portal>
      <div className={classes.slip} data-testid="slip">
        <p className={classes.library}>{library?.name}</p>
        <p>{t('slip.staff', { branch: branch.name, when: instant(new Date(at).toISOString()) })}</p>
        <h1>{title}</h1>
        {owner && <p>{owner}</p>}
        <ol>
          {lines.map((line) => (
            <li key={line.id}>
              <strong>{line.title}</strong>
              <span>{line.barcode}</span>
              {line.when && <span className={classes.when}>{line.when}</span>}
            </li>
          ))}
        </ol>
        <p>{t('slip.total', { count: lines.length })}</p>
        <p>{t('slip.thanks')}</p>
      </div>
    </Portal>
  );
}
