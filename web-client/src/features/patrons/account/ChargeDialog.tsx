import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chargeFine, fineKindsQuery, type NewFine } from '../../../api/account';
import { libraryQuery } from '../../../api/library';
import type { Library } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { minorUnits, plainAmount } from '../../../lib/format';
import { FormDialog } from '../../../ui/FormDialog';
import { AmountField } from './MoneyFields';
import { useMoneyDeed } from './useMoneyDeed';

const standard = ['manual', 'damage', 'card', 'processing', 'lost'] as const;
type Standard = (typeof standard)[number];

interface ChargeDialogProps {
  patronId: string;
  onClose: () => void;
}

function ChargeForm({ patronId, library, onClose }: ChargeDialogProps & { library: Library }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const kinds = useQuery(fineKindsQuery());
  const own = (kinds.data ?? []).filter(({ is_active }) => is_active);
  const [what, setWhat] = useState<string>('manual');
  const [amount, setAmount] = useState('');
  const [detail, setDetail] = useState('');
  const exponent = library.currency_exponent;
  const charging = useMoneyDeed((body: NewFine, key) => chargeFine(body, key), onClose);
  const wrong = fieldWords(charging.error);
  const choose = (value: string) => {
    setWhat(value);
    const price = own.find(({ code }) => `own:${code}` === value)?.price;
    if (price) setAmount(plainAmount(price, exponent));
  };
  const send = () =>
    charging.mutate({
      patron_id: patronId,
      ...(what.startsWith('own:') ? { fine_kind_code: what.slice(4) } : { kind: what as Standard }),
      // What is no amount is sent as it was typed: the service says what is wrong with it.
      ...(amount.trim() !== '' && { amount: (minorUnits(amount, exponent) ?? amount) as number }),
      ...(detail.trim() !== '' && { detail }),
    });
  return (
    <FormDialog
      title={t('charge.title')}
      submit={t('charge.save')}
      isWorking={charging.isPending}
      failure={charging.isError ? words(charging.error) : null}
      onSubmit={send}
      onClose={onClose}
    >
      <NativeSelect
        label={t('account.what')}
        data-autofocus
        value={what}
        error={wrong['fine_kind_code']}
        data={[
          ...own.map(({ code, name }) => ({ value: `own:${code}`, label: name })),
          ...standard.map((kind) => ({ value: kind, label: t(`fine.${kind}`) })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <AmountField
        label={t('account.amount')}
        unit={library.currency}
        value={amount}
        error={wrong['amount']}
        isNeeded
        onChange={setAmount}
      />
      <TextInput
        label={t('charge.detail')}
        maxLength={200}
        value={detail}
        error={wrong['detail']}
        onChange={(event) => setDetail(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Charges something by hand. */
export function ChargeDialog(props: ChargeDialogProps) {
  const { data: library } = useQuery(libraryQuery());
  return library ? <ChargeForm {...props} library={library} /> : null;
}
