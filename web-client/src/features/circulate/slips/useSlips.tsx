import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patronQuery, readEveryOpenLoan } from '../../../api/patrons';
import { useFormats } from '../../../api/useFormats';
import type { Deed } from '../desk/model';
import { circulation } from '../desk/session';
import { onSlip } from './dueSlip';
import { Slip, type SlipLine } from './Slip';

interface Printing {
  title: string;
  owner: string | null;
  lines: readonly SlipLine[];
  at: number;
}

/** The returns since the last patron was opened: those of the person who stands there. */
function lastReturns(deeds: readonly Deed[]): Deed[] {
  const border = deeds.findIndex(({ result }) => result?.kind === 'opened');
  const recent = (border < 0 ? deeds : deeds.slice(0, border)).filter(({ result }) => result?.kind === 'returned');
  return recent.length > 0 ? recent : deeds.filter(({ result }) => result?.kind === 'returned');
}

/** Prints the due slip of the patron at the desk and the receipt for what was handed in. */
export function useSlips(): {
  printDue: () => void;
  printReturns: () => void;
  slip: ReactNode;
  /** Why the due slip was not printed. */
  failure: unknown;
} {
  const { t } = useTranslation('circulate');
  const { due } = useFormats();
  const client = useQueryClient();
  const [printing, setPrinting] = useState<Printing | null>(null);
  const onPrinted = useCallback(() => setPrinting(null), []);

  const reading = useMutation({
    mutationFn: async (patronId: string) => {
      const [record, open] = await Promise.all([
        client.fetchQuery({ ...patronQuery(patronId), staleTime: 0 }),
        readEveryOpenLoan(patronId),
      ]);
      const { deeds } = circulation.store.get();
      return { card: record.value.card_number, loans: onSlip(open, deeds, patronId) };
    },
    onSuccess: ({ card, loans }) =>
      setPrinting({
        title: t('slip.title'),
        owner: card ? t('slip.card', { tail: card.slice(-4) }) : null,
        lines: loans.map((loan) => ({
          id: loan.id,
          title: loan.item.title.title,
          barcode: loan.item.barcode,
          when: `${t('slip.due')} ${due(loan)}`,
        })),
        at: Date.now(),
      }),
  });
  const printDue = () => {
    const { patron } = circulation.store.get();
    if (patron && !reading.isPending) reading.mutate(patron.id);
  };

  const printReturns = () => {
    const returns = lastReturns(circulation.store.get().deeds);
    setPrinting({
      title: t('slip.returnsTitle'),
      owner: null,
      lines: returns.map(({ id, item, code }) => ({
        id,
        title: item?.title.title ?? code,
        barcode: item?.barcode ?? code,
        when: t('slip.returned'),
      })),
      at: Date.now(),
    });
  };

  return {
    printDue,
    printReturns,
    failure: reading.error,
    slip: printing && <Slip {...printing} onPrinted={onPrinted} />,
  };
}
