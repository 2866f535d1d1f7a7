import { useTranslation } from 'react-i18next';
import type { Library } from '../../../api/types';
import { languageName } from '../../../lib/format';
import type { FieldGroup } from '../../../ui/RecordForm';
import { NextNumber } from './NextNumber';

/** The settings of the library by what they are about; `prefix` is the one that was typed for new cards. */
export function useLibraryGroups(library: Library, prefix: string): readonly FieldGroup[] {
  const { t } = useTranslation('settings');
  return [
    {
      title: t('lib.about'),
      fields: [
        { name: 'name', label: t('lib.name'), isNeeded: true },
        {
          name: 'default_language',
          label: t('lib.language'),
          kind: 'choice',
          options: library.languages.map((value) => ({ value, label: languageName(value) })),
        },
      ],
    },
    {
      title: t('lib.rules'),
      fields: [
        {
          name: 'controlling_branch',
          label: t('lib.controlling'),
          kind: 'choice',
          hint: t('lib.controllingHint'),
          isWide: true,
          options: (['check_out', 'item_home', 'patron_home'] as const).map((value) => ({
            value,
            label: t(`lib.${value}`),
          })),
        },
        { name: 'confirm_previously_borrowed', label: t('lib.previously'), kind: 'check' },
        { name: 'confirm_same_title_out', label: t('lib.sameTitle'), kind: 'check' },
      ],
    },
    {
      title: t('lib.patrons'),
      fields: [
        { name: 'adult_at', label: t('lib.adult'), kind: 'number', isNeeded: true, hint: t('lib.adultHint') },
        { name: 'own_account_at', label: t('lib.own'), kind: 'number', isNeeded: true, hint: t('lib.ownHint') },
        { name: 'history_days', label: t('lib.history'), kind: 'number', isNeeded: true, hint: t('lib.historyHint') },
      ],
    },
    {
      title: t('card.title'),
      fields: [
        { name: 'card_prefix', label: t('card.prefix'), isNeeded: true, hint: t('card.prefixHint') },
        {
          name: 'card_renewal_from',
          label: t('card.from'),
          kind: 'choice',
          hint: t('card.fromHint'),
          options: (['today', 'expiry', 'later'] as const).map((value) => ({ value, label: t(`card.${value}`) })),
        },
        {
          name: 'card_warning_days',
          label: t('card.warning'),
          kind: 'number',
          isNeeded: true,
          hint: t('card.warningHint'),
        },
      ],
      below: <NextNumber prefix={prefix} />,
    },
    {
      title: t('fee.title'),
      fields: [
        { name: 'enrolment_fee_on_renewal', label: t('fee.onRenewal'), kind: 'check', hint: t('fee.onRenewalHint') },
        {
          name: 'enrolment_fee_on_category_change',
          label: t('fee.onMove'),
          kind: 'check',
          hint: t('fee.onMoveHint'),
        },
      ],
    },
    {
      title: t('waiver.title'),
      fields: [
        {
          name: 'assistant_waiver_max',
          label: t('waiver.max'),
          kind: 'money',
          isNeeded: true,
          hint: t('waiver.maxHint'),
          unit: library.currency,
        },
        { name: 'claims_max', label: t('waiver.claims'), kind: 'number', isNeeded: true, hint: t('waiver.claimsHint') },
      ],
    },
  ];
}
