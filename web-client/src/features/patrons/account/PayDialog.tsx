import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takePayment, type NewPayment, type PaymentMethod } from '../../../api/account';
import { libraryQuery } from '../../../api/library';
import { ApiProblem } from '../../../api/problem';
import type { Fine, Library, Receipt } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { minorUnits, plainAmount } from '../../../lib/format';
import { FormDialog } from '../../../ui/FormDialog';
import classes from './AccountTab.module.css';
import { AmountField, MethodField } from './MoneyFields';
import { useMoneyDeed } from './useMoneyDeed';

interface PayDialogProps {
  patronId: string;
  /** What the service says is owed. */
  owed: number;
  /** The one fine that is paid, where it is one. */
  fine: Fine | null;
  onPrint: (receipt: Receipt) => void;
  onClose: () => void;
}

/** What stands on the desk once it is paid: the change, large. */
function Paid({ receipt, onPrint, onClose }: Pick<PayDialogProps, 'onPrint' | 'onClose'> & { receipt: Receipt }) {
  const { t } = useTranslation('patrons');
  const { t: tUi } = useTranslation('ui');
  const { money } = useFormats();
  return (
    <Modal opened onClose={onClose} title={t('pay.done')} closeButtonProps={{ 'aria-label': tUi('close') }}>
      <Stack gap="md">
        <div role="status" className={classes.change}>
          <span>{t('pay.change')}</span>
          <strong>{money(receipt.change)}</strong>
        </div>
        <p className={classes.told}>
          {t('pay.taken', { amount: money(receipt.amount), number: receipt.number })}{' '}
          {receipt.balance_after > 0
            ? t('account.owed', { amount: money(receipt.balance_after) })
            : receipt.balance_after < 0
              ? t('account.credit', { amount: money(-receipt.balance_after) })
              : t('account.clear')}
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onPrint(receipt)}>
            {t('receipt.print')}
          </Button>
          <Button data-autofocus onClick={onClose}>
            {t('pay.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function PayForm({ patronId, owed, fine, library, onPrint, onClose }: PayDialogProps & { library: Library }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const exponent = library.currency_exponent;
  const due = fine ? fine.outstanding : Math.max(owed, 0);
  const [amount, setAmount] = useState(due > 0 ? plainAmount(due, exponent) : '');
  const [tendered, setTendered] = useState('');
  const [method, setMethod] = useState<PaymentMethod>('cash');
  const [keeps, setKeeps] = useState(owed <= 0);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const paying = useMoneyDeed((body: NewPayment, key) => takePayment(body, key), setReceipt);
  if (receipt) return <Paid receipt={receipt} onPrint={onPrint} onClose={onClose} />;
  // What is no amount is sent as it was typed: the service says what is wrong with it.
  const typed = (text: string) => (minorUnits(text, exponent) ?? text) as number;
  const wrong = fieldWords(paying.error);
  const isTooMuch = paying.error instanceof ApiProblem && ['beyond-owed', 'nothing-owed'].includes(paying.error.code);
  const send = () =>
    paying.mutate({
      patron_id: patronId,
      amount: typed(amount),
      method,
      keep_as_credit: keeps,
      ...(fine &&
        minorUnits(amount, exponent) !== null && {
          allocations: [{ fine_id: fine.id, amount: Math.min(typed(amount), fine.outstanding) }],
        }),
      ...(method === 'cash' && tendered.trim() !== '' && { tendered: typed(tendered) }),
    });
  return (
    <FormDialog
      title={t('pay.title')}
      submit={t('pay.save')}
      isWorking={paying.isPending}
      failure={paying.isError ? words(paying.error) : null}
      onSubmit={send}
      onClose={onClose}
    >
      <AmountField
        label={t('account.amount')}
        unit={library.currency}
        value={amount}
        error={wrong['amount']}
        isFirst
        isNeeded
        onChange={setAmount}
      />
      <MethodField value={method} onChange={setMethod} />
      {method === 'cash' && (
        <AmountField
          label={t('pay.tendered')}
          unit={library.currency}
          value={tendered}
          error={wrong['tendered']}
          onChange={setTendered}
        />
      )}
      {(isTooMuch || owed <= 0) && (
        <Checkbox label={t('pay.keep')} checked={keeps} onChange={(event) => setKeeps(event.currentTarget.checked)} />
      )}
    </FormDialog>
  );
}

/** Takes a payment: what is owed stands there already, so that Enter is enough. */
export function PayDialog(props: PayDialogProps) {
  const { data: library } = useQuery(libraryQuery());
  return library ? <PayForm {...props} library={library} /> : null;
}
