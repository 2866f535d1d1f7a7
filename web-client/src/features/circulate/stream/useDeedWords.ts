import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../api/useFormats';
import { useBlockWords, useCodeWords, useProblemWords } from '../../../api/words';
import type { Return } from '../../../api/types';
import { loanToRenew, toneOf, type Deed, type Tone } from '../desk/model';

export interface DeedWords {
  tone: Tone | 'pending';
  /** What happened, in a word or two. */
  word: string;
  /** What matters next: the due date, or where the item goes. */
  result: string;
  /** A second line to the result: shelf and call number. */
  where: string | null;
  notes: readonly string[];
}

const outcomes = {
  checked_in: 'deed.returned',
  not_on_loan: 'deed.notOnLoan',
  in_house_use: 'deed.inHouse',
  arrived: 'deed.arrived',
  in_transit: 'deed.wrongBranch',
  on_hold_shelf: 'deed.onShelf',
} as const;

/** Says what came of a scan, for the row and for a screen reader alike. */
export function useDeedWords(): (deed: Deed) => DeedWords {
  const { t } = useTranslation('circulate');
  const code = useCodeWords();
  const problem = useProblemWords();
  const block = useBlockWords();
  const formats = useFormats();

  const route = ({ route_to: to, hold }: Return): Pick<DeedWords, 'result' | 'where'> => {
    const where = [to.location?.name, to.call_number].filter(Boolean).join(' · ') || null;
    switch (to.kind) {
      case 'shelf':
        return { result: t('result.shelf'), where };
      case 'transit':
        return { result: t('result.transit', { branch: to.branch.name }), where: hold?.patron?.name ?? null };
      case 'hold_shelf':
        return { result: t('result.holdShelf'), where: hold?.patron?.name ?? null };
      case 'mending':
        return { result: t('result.mending'), where: null };
      case 'staff':
        return { result: t('result.staff'), where: null };
    }
  };

  const settled = (deed: Deed): Omit<DeedWords, 'tone'> => {
    const { result } = deed;
    const plain = (word: string, text = ''): Omit<DeedWords, 'tone'> => ({
      word,
      result: text,
      where: null,
      notes: [],
    });
    switch (result?.kind) {
      case undefined:
        return plain(t(`deed.${deed.state === 'settled' ? 'working' : deed.state}`));
      case 'opened':
        return plain(t('deed.opened'));
      case 'closed':
        return plain('');
      case 'lent':
        return {
          word: result.loan.kind === 'on_site' ? t('deed.lentOnSite') : t('deed.lent'),
          result: t('result.due', { when: formats.due(result.loan) }),
          where: result.loan.due_reasons.map((reason) => code('due', reason, reason)).join(' · ') || null,
          notes: result.loan.messages.map((message) =>
            code('message', message.code, message.text, { text: message.text }),
          ),
        };
      case 'renewed':
        return {
          word: t('deed.renewed'),
          result: t('result.due', { when: formats.due(result.renewal.loan) }),
          where: null,
          notes: result.renewal.fine ? [t('result.fine', { amount: formats.money(result.renewal.fine.amount) })] : [],
        };
      case 'returned': {
        const { outcome, loan, fine, loss, damage, messages } = result.answer;
        return {
          word: t(outcomes[outcome]),
          ...route(result.answer),
          notes: [
            ...(loan?.patron ? [t('result.from', { name: loan.patron.name })] : []),
            ...(fine ? [t('result.fine', { amount: formats.money(fine.amount) })] : []),
            ...(damage ? [t('result.damage', { amount: formats.money(damage.amount) })] : []),
            ...(loss && loss.cancelled > 0
              ? [t('result.lossCancelled', { amount: formats.money(loss.cancelled) })]
              : []),
            ...(loss && loss.credited > 0 ? [t('result.lossCredited', { amount: formats.money(loss.credited) })] : []),
            ...(loss && loss.restored > 0 ? [t('result.lossRestored', { amount: formats.money(loss.restored) })] : []),
            ...messages.map((message) => code('message', message.code, message.text, { text: message.text })),
          ],
        };
      }
      case 'unknown':
        return plain(t('deed.unknown'), t('result.unknown'));
      case 'catalogued':
        return plain(t('deed.catalogued'), t('result.catalogued'));
      case 'needs-card':
        return plain(t('deed.needsCard'), t('result.needsCard'));
      case 'dead-card':
        return plain(
          t('deed.deadCard'),
          result.match.card_state === 'lost' ? t('result.cardLost') : t('result.cardReplaced'),
        );
      case 'ambiguous':
        return plain(t('deed.ambiguous'));
      case 'blocked': {
        const [first] = result.blocks;
        const isWord = toneOf(result) === 'attention';
        return {
          word: isWord ? t('deed.confirm') : t('deed.blocked'),
          result:
            loanToRenew(deed) !== null
              ? t('refusal.renew')
              : result.blocks.length > 1 || !first
                ? t('result.seeReasons', { count: result.blocks.length })
                : block(first),
          where: null,
          notes: [],
        };
      }
      case 'failed':
        return plain(t('deed.failed'), problem(result.error));
    }
  };

  return (deed) => ({
    tone: deed.state === 'settled' && deed.result ? toneOf(deed.result) : 'pending',
    ...settled(deed),
  });
}
