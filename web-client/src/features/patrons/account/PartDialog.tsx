import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { payOut, refundFine, voidPayment, waiveFine, writeOffFine, type PaymentMethod } from '../../../api/account';
import { libraryQuery } from '../../../api/library';
import type { Library } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { minorUnits, plainAmount } from '../../../lib/format';
import { FormDialog } from '../../../ui/FormDialog';
import type { Asking } from './asking';
import { AmountField, MethodField } from './MoneyFields';
import { useMoneyDeed } from './useMoneyDeed';

export type PartAsking = Exclude<Asking, { deed: 'pay' | 'charge' }>;

interface PartDialogProps {
  patronId: string;
  /** What the service says the patron has as credit. */
  credit: number;
  asking: PartAsking;
  onClose: () => void;
}

interface Wanted {
  amount: number | null;
  method: PaymentMethod;
  reason: string;
}

function perform(patronId: string, asking: PartAsking, { amount, method, reason }: Wanted, key: string) {
  switch (asking.deed) {
    case 'waive':
      return waiveFine({ id: asking.fine.id, amount, reason }, key);
    case 'writeOff':
      return writeOffFine({ id: asking.fine.id, amount, reason }, key);
    case 'refund':
      return refundFine({ id: asking.fine.id, amount, reason, method }, key);
    case 'void':
      return voidPayment(asking.entry.id, reason, key);
    case 'payOut':
      return payOut(patronId, { amount: amount ?? 0, method, reason }, key);
  }
}

/** All of it: what the dialog begins with. */
function wholeOf(asking: PartAsking, credit: number): number {
  if (asking.deed === 'void') return 0;
  if (asking.deed === 'payOut') return credit;
  return asking.deed === 'refund' ? asking.fine.paid : asking.fine.outstanding;
}

function PartForm({ patronId, credit, asking, library, onClose }: PartDialogProps & { library: Library }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const exponent = library.currency_exponent;
  const [amount, setAmount] = useState(plainAmount(wholeOf(asking, credit), exponent));
  const [method, setMethod] = useState<PaymentMethod>('cash');
  const [reason, setReason] = useState('');
  const { deed } = asking;
  const doing = useMoneyDeed<Wanted, unknown>((wanted, key) => perform(patronId, asking, wanted, key), onClose);
  const wrong = fieldWords(doing.error);
  const hasAmount = deed !== 'void';
  const send = () =>
    doing.mutate({
      // What is no amount is sent as it was typed: the service says what is wrong with it.
      amount: hasAmount ? ((minorUnits(amount, exponent) ?? amount) as number) : null,
      method,
      reason,
    });
  return (
    <FormDialog
      title={t(`money.${deed}.title`)}
      lead={t(`money.${deed}.lead`)}
      submit={t(`money.${deed}.save`)}
      isWorking={doing.isPending}
      failure={doing.isError ? words(doing.error) : null}
      onSubmit={send}
      onClose={onClose}
    >
      {hasAmount && (
        <AmountField
          label={t('account.amount')}
          unit={library.currency}
          value={amount}
          error={wrong['amount']}
          isNeeded
          onChange={setAmount}
        />
      )}
      {(deed === 'refund' || deed === 'payOut') && <MethodField value={method} onChange={setMethod} />}
      <TextInput
        label={t('account.reason')}
        data-autofocus
        required
        maxLength={500}
        value={reason}
        error={wrong['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Waives, writes off, gives back or undoes, each with a reason. */
export function PartDialog(props: PartDialogProps) {
  const { data: library } = useQuery(libraryQuery());
  return library ? <PartForm {...props} library={library} /> : null;
}
