import { Portal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import classes from './ReceiptSlip.module.css';

/** A receipt on paper, 80 mm wide. Only the printer sees it. */
export function ReceiptSlip({ receipt, onPrinted }: { receipt: Receipt; onPrinted: () => void }) {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  const { lines, tendered, change, credit, balance_after: after } = receipt;
  return (
    <Portal>
      <div className={classes.slip} data-testid="receipt">
        <p className={classes.library}>{receipt.library}</p>
        <p>{[receipt.branch.name, receipt.branch_address].filter(Boolean).join(', ')}</p>
        {receipt.is_copy && <p className={classes.copy}>{t('receipt.copy')}</p>}
        {receipt.voided_at && <p className={classes.copy}>{t('receipt.void')}</p>}
        <h1>{t(`receipt.${receipt.kind}`, { number: receipt.number })}</h1>
        <p>{[instant(receipt.at), receipt.staff?.name].filter(Boolean).join(' · ')}</p>
        <dl>
          {lines.map((line) => (
            <div key={line.fine_id}>
              <dt>
                {[line.fine_kind?.name ?? t(`fine.${line.kind}`), line.title ?? line.detail].filter(Boolean).join(': ')}
              </dt>
              <dd>{money(line.amount)}</dd>
            </div>
          ))}
          {credit > 0 && (
            <div>
              <dt>{t('receipt.kept')}</dt>
              <dd>{money(credit)}</dd>
            </div>
          )}
          <div className={classes.total}>
            <dt>{t(`method.${receipt.method}`)}</dt>
            <dd>{money(receipt.amount)}</dd>
          </div>
          {tendered !== null && tendered !== undefined && (
            <>
              <div>
                <dt>{t('pay.tendered')}</dt>
                <dd>{money(tendered)}</dd>
              </div>
              <div>
                <dt>{t('pay.change')}</dt>
                <dd>{money(change)}</dd>
              </div>
            </>
          )}
        </dl>
        <p>
          {after > 0
            ? t('account.owed', { amount: money(after) })
            : after < 0
              ? t('account.credit', { amount: money(-after) })
              : t('account.clear')}
        </p>
      </div>
    </Portal>
  );
}
