import { Button } from '@mantine/core';
import { ArrowRight, CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../api/useFormats';
import { useCirculation } from '../desk/session';
import classes from './ModeBar.module.css';

/** Says before the scan what it will do. */
export function NextScan({ onChange }: { onChange: () => void }) {
  const { t } = useTranslation('circulate');
  const { instant } = useFormats();
  const patron = useCirculation((state) => state.patron);
  const isInDoubt = useCirculation(({ doubts, settings }) => doubts.length > 0 && settings.mode === 'automatic');
  const { mode, returnedAt, amnestyReason, isOnSite, dueAt } = useCirculation((state) => state.settings);

  const words = (): string => {
    if (mode === 'book-drop')
      return returnedAt ? t('next.bookDrop', { when: instant(returnedAt) }) : t('next.bookDropNow');
    if (mode === 'amnesty') return t('next.amnesty', { reason: amnestyReason });
    if (isInDoubt) return t('next.doubt');
    if (mode === 'check-in' || !patron) return t('next.checkIn');
    const lent = isOnSite ? t('next.onSite', { name: patron.name }) : t('next.checkOut', { name: patron.name });
    return dueAt ? `${lent}, ${t('next.wish', { when: instant(dueAt) })}` : lent;
  };
  const isSpecial =
    isInDoubt ||
    mode === 'book-drop' ||
    mode === 'amnesty' ||
    (mode === 'check-in' && patron !== null) ||
    dueAt !== null;
  const Icon = isSpecial ? CircleAlert : ArrowRight;
  return (
    <p className={classes.next} data-special={isSpecial || undefined} aria-live="polite">
      <Icon size={15} strokeWidth={2} aria-hidden />
      <span>{words()}</span>
      {(mode === 'book-drop' || mode === 'amnesty') && (
        <Button variant="transparent" size="compact-sm" onClick={onChange}>
          {mode === 'amnesty' ? t('amnesty.change') : t('drop.change')}
        </Button>
      )}
    </p>
  );
}
