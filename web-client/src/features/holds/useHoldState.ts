import { useTranslation } from 'react-i18next';
import type { Hold } from '../../api/types';
import { useFormats } from '../../api/useFormats';
import type { Tone } from '../../ui/Notice';

/** What an open hold is doing, in words and in a colour. */
export function useHoldState(): (hold: Hold) => { tone: Tone | 'quiet'; text: string } {
  const { t } = useTranslation('holds');
  const { day } = useFormats();
  return (hold) => {
    if (hold.state === 'waiting') {
      const when = hold.shelf_expires_on ? day(hold.shelf_expires_on, 'weekday') : '';
      return { tone: 'good', text: t('state.waiting', { when }) };
    }
    if (hold.state === 'in_transit') {
      return { tone: 'attention', text: t('state.in_transit', { branch: hold.pickup_branch.name }) };
    }
    if (!hold.is_suspended) return { tone: 'quiet', text: t('state.pending') };
    const text = hold.suspended_until
      ? t('state.suspendedUntil', { when: day(hold.suspended_until) })
      : t('state.suspended');
    return { tone: 'info', text };
  };
}
