import { Button } from '@mantine/core';
import { Eraser, Printer, ScanBarcode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { circulation, useCirculation } from '../desk/session';
import { DeedRow } from './DeedRow';
import classes from './Stream.module.css';

/** What was done since this person began, newest first. */
export function Stream({ onReceipt }: { onReceipt: () => void }) {
  const { t } = useTranslation('circulate');
  const deeds = useCirculation((state) => state.deeds);
  const refusalId = useCirculation((state) => state.refusalId);
  const hasReturns = deeds.some(({ result }) => result?.kind === 'returned');
  const latest = deeds.find(({ state, result }) => state === 'settled' && result?.kind !== 'opened');

  return (
    <section aria-labelledby="stream-title" className={classes.stream}>
      <div className={classes.head}>
        <h2 id="stream-title">{t('stream.label')}</h2>
        {deeds.length > 0 && (
          <div className={classes.actions}>
            {hasReturns && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<Printer size={15} aria-hidden />}
                onClick={onReceipt}
              >
                {t('stream.receipt')}
              </Button>
            )}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<Eraser size={15} aria-hidden />}
              onClick={circulation.clear}
            >
              {t('stream.clear')}
            </Button>
          </div>
        )}
      </div>
      {deeds.length === 0 ? (
        <EmptyState icon={ScanBarcode} title={t('stream.empty')}>
          {t('stream.emptyLead')}
        </EmptyState>
      ) : (
        <ol className={classes.rows} aria-label={t('stream.label')}>
          {deeds.map((deed) => (
            <DeedRow key={deed.id} deed={deed} isLatest={deed === latest} isShownAbove={deed.id === refusalId} />
          ))}
        </ol>
      )}
    </section>
  );
}
