import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery, patronCategoriesQuery } from '../../../api/choices';
import { libraryQuery } from '../../../api/library';
import { nextCardQuery } from '../../../api/patrons';
import { textOf, type Fields } from '../../../lib/fields';
import { languageName } from '../../../lib/format';
import type { Patron } from '../../../api/types';
import type { FieldGroup } from '../../../ui/RecordForm';

/**
 * The fields of a patron, in the order a desk asks for them. A card and a PIN are given once, at registration: `newAt` is the
 * branch of one who is new.
 */
export function usePatronGroups(
  newAt: string | null,
  below?: { who?: ReactNode; membership?: ReactNode },
): FieldGroup[] {
  const { t } = useTranslation('patrons');
  const branches = useQuery(branchesQuery());
  const categories = useQuery(patronCategoriesQuery());
  const library = useQuery(libraryQuery());
  const nextCard = useQuery(nextCardQuery(newAt ?? ''));
  const choices = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      title: t('form.who'),
      fields: [
        { name: 'given_name', label: t('form.given'), isNeeded: true },
        { name: 'family_name', label: t('form.family'), isNeeded: true },
        { name: 'preferred_name', label: t('form.preferred') },
        { name: 'birth_on', label: t('form.birth'), kind: 'date' },
      ],
      below: below?.who,
    },
    {
      title: t('form.membership'),
      fields: [
        ...(newAt !== null
          ? ([
              {
                name: 'card_number',
                label: t('form.card'),
                hint: nextCard.data ? t('form.cardNext', { number: nextCard.data }) : t('form.cardHint'),
              },
              { name: 'pin', label: t('form.pin'), kind: 'secret', hint: t('form.pinHint') },
            ] as const)
          : []),
        {
          name: 'patron_category_id',
          label: t('form.category'),
          kind: 'choice',
          isNeeded: true,
          options: [{ value: '', label: t('form.choose') }, ...choices(categories.data)],
        },
        {
          name: 'home_branch_id',
          label: t('form.home'),
          kind: 'choice',
          isNeeded: true,
          options: choices(branches.data),
        },
        { name: 'expires_on', label: t('form.expires'), kind: 'date', hint: t('form.expiresHint') },
      ],
      below: below?.membership,
    },
    {
      title: t('form.contact'),
      fields: [
        { name: 'email', label: t('form.email'), kind: 'email' },
        { name: 'phone', label: t('form.phone'), kind: 'tel' },
        {
          name: 'language',
          label: t('form.language'),
          kind: 'choice',
          options: [
            { value: '', label: t('form.languageAny') },
            ...(library.data?.languages ?? []).map((code) => ({ value: code, label: languageName(code) })),
          ],
        },
        { name: 'address', label: t('form.address'), kind: 'area' },
        { name: 'postal_code', label: t('form.postal') },
        { name: 'city', label: t('form.city') },
        {
          name: 'notice_channel',
          label: t('form.channel'),
          kind: 'choice',
          options: [
            { value: '', label: t('form.channelAny') },
            ...channels.map((value) => ({ value, label: t(`channel.${value}`) })),
          ],
        },
        { name: 'wants_notices', label: t('form.notices'), kind: 'check' },
        { name: 'keeps_history', label: t('form.history'), hint: t('form.historyHint'), kind: 'check' },
        { name: 'desk_note', label: t('form.desk'), kind: 'area' },
      ],
    },
  ];
}

const channels = ['email', 'text_message', 'post'] as const;

const flags = ['wants_notices', 'keeps_history'];

/** What a form says, as the service takes it: a box is ticked or not, never absent. */
export const bodyOf = <Given extends Record<string, string | null>>(given: Given) => ({
  ...given,
  ...Object.fromEntries(flags.filter((name) => name in given).map((name) => [name, given[name] === 'yes'])),
});

/** A patron's record as the text of the form. */
export const fieldsOf = (patron: Patron): Fields => ({
  given_name: patron.given_name,
  family_name: patron.family_name,
  preferred_name: textOf(patron.preferred_name),
  birth_on: textOf(patron.birth_on),
  patron_category_id: patron.category.id,
  home_branch_id: patron.home_branch.id,
  expires_on: textOf(patron.expires_on),
  email: textOf(patron.email),
  phone: textOf(patron.phone),
  address: textOf(patron.address),
  postal_code: textOf(patron.postal_code),
  city: textOf(patron.city),
  notice_channel: textOf(patron.notice_channel),
  wants_notices: textOf(patron.wants_notices),
  keeps_history: textOf(patron.keeps_history),
  language: textOf(patron.language),
  desk_note: textOf(patron.desk_note),
});
