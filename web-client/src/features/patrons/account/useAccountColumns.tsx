import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Fine } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { StatusMark } from '../../../ui/StatusMark';
import type { Column } from '../../../ui/Table';
import type { Asking, Entry } from './asking';

interface RowButtonProps {
  words: string;
  /** What a screen reader says: the deed and what it is about. */
  label: string;
  onClick: () => void;
}

function RowButton({ words, label, onClick }: RowButtonProps) {
  return (
    <Button size="compact-sm" variant="default" aria-label={label} onClick={onClick}>
      {words}
    </Button>
  );
}

/** What a fine is called: the library's own kind, or ours, and what it is about. */
export function useFineName(): (fine: Fine) => string {
  const { t } = useTranslation('patrons');
  return ({ kind, fine_kind, item, detail }) => {
    const about = item?.title.title ?? detail;
    const name = fine_kind?.name ?? t(`fine.${kind}`);
    return about ? `${name}: ${about}` : name;
  };
}

/** Fines with what has become of them, and what can be done about each. */
export function useFineColumns(onAsk: (asking: Asking) => void): readonly Column<Fine>[] {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  const { staff } = useSession();
  const name = useFineName();
  return [
    { key: 'what', header: t('account.what'), render: name },
    {
      key: 'state',
      header: t('account.state'),
      render: ({ state }) => (
        <StatusMark tone={state === 'open' ? 'attention' : 'good'}>{t(`state.${state}`)}</StatusMark>
      ),
    },
    {
      key: 'charged',
      header: t('account.charged'),
      render: ({ charged_at }) => instant(charged_at),
      isFixed: true,
      isOptional: true,
    },
    { key: 'amount', header: t('account.amount'), render: ({ amount }) => money(amount), isNumber: true },
    { key: 'left', header: t('account.left'), render: ({ outstanding }) => money(outstanding), isNumber: true },
    {
      key: 'deeds',
      header: '',
      isNumber: true,
      render: (fine) => {
        const labelled = (deed: string) => t('account.label', { deed, what: name(fine) });
        const button = (words: string, asking: Asking) => (
          <RowButton words={words} label={labelled(words)} onClick={() => onAsk(asking)} />
        );
        return (
          <Group gap={6} justify="flex-end">
            {fine.outstanding > 0 && button(t('pay.one'), { deed: 'pay', fine })}
            {fine.outstanding > 0 && button(t('money.waive.open'), { deed: 'waive', fine })}
            {fine.outstanding > 0 &&
              staff.role === 'supervisor' &&
              button(t('money.writeOff.open'), { deed: 'writeOff', fine })}
            {fine.paid > 0 && button(t('money.refund.open'), { deed: 'refund', fine })}
          </Group>
        );
      },
    },
  ];
}

/** The ledger, with the receipts of money that changed hands. */
export function useEntryColumns(
  onAsk: (asking: Asking) => void,
  onPrint: (entry: Entry) => void,
): readonly Column<Entry>[] {
  const { t } = useTranslation('patrons');
  const { money, instant } = useFormats();
  return [
    {
      key: 'what',
      header: t('account.what'),
      render: ({ kind, payment, is_void: isVoid }) =>
        [t(`entry.${kind}`), payment && t(`method.${payment.method}`), isVoid && t('entry.undone')]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'date', header: t('account.date'), render: ({ at }) => instant(at), isFixed: true },
    {
      key: 'by',
      header: t('account.by'),
      render: ({ staff, branch, reason }) => [staff?.name, branch.name, reason].filter(Boolean).join(' · '),
      isOptional: true,
    },
    { key: 'amount', header: t('account.amount'), render: ({ amount }) => money(amount), isNumber: true },
    { key: 'after', header: t('account.after'), render: ({ balance_after }) => money(balance_after), isNumber: true },
    {
      key: 'deeds',
      header: '',
      isNumber: true,
      render: (entry) => {
        const labelled = (deed: string) => t('account.label', { deed, what: money(entry.amount) });
        return (
          <Group gap={6} justify="flex-end">
            {entry.payment && (
              <RowButton words={t('receipt.open')} label={labelled(t('receipt.open'))} onClick={() => onPrint(entry)} />
            )}
            {entry.kind === 'payment' && entry.payment && !entry.is_void && (
              <RowButton
                words={t('money.void.open')}
                label={labelled(t('money.void.open'))}
                onClick={() => onAsk({ deed: 'void', entry })}
              />
            )}
          </Group>
        );
      },
    },
  ];
}
