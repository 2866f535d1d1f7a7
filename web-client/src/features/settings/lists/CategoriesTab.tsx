import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { patronCategoriesQuery } from '../../../api/choices';
import { libraryQuery } from '../../../api/library';
import { patronCategoryKeeper } from '../../../api/settings';
import { useFormats } from '../../../api/useFormats';
import { EntryList } from '../entry/EntryList';
import { useEntryFields } from './useEntryFields';

interface Ages {
  min_age: number | null;
  max_age: number | null;
}

function useAgeWords(): (ages: Ages) => string {
  const { t } = useTranslation('settings');
  return ({ min_age: from, max_age: to }) => {
    if (from !== null && to !== null) return t('category.ages', { from, to });
    if (from !== null) return t('category.fromAge', { from });
    return to === null ? t('category.any') : t('category.toAge', { to });
  };
}

/** The kinds of patrons that rules tell apart. */
export function CategoriesTab() {
  const { t } = useTranslation('settings');
  const { code, name } = useEntryFields();
  const ages = useAgeWords();
  const { money } = useFormats();
  const library = useQuery(libraryQuery());
  return (
    <EntryList
      title={t('categories')}
      add={t('category.add')}
      list={useQuery(patronCategoriesQuery())}
      columns={[
        { key: 'code', header: t('field.code'), render: (row) => row.code, isFixed: true },
        { key: 'ages', header: t('category.age'), render: ages },
        {
          key: 'enrolment',
          header: t('category.card'),
          render: ({ enrolment_months: count }) =>
            count === null ? t('category.forever') : t('category.months', { count }),
        },
        {
          key: 'fee',
          header: t('field.fee'),
          render: ({ enrolment_fee: fee }) => (fee === null ? t('category.free') : money(fee)),
          isNumber: true,
        },
      ]}
      specs={[
        name,
        code,
        { name: 'min_age', label: t('field.minAge'), kind: 'number', hint: t('field.minAgeHint') },
        { name: 'max_age', label: t('field.maxAge'), kind: 'number', hint: t('field.maxAgeHint') },
        { name: 'enrolment_months', label: t('field.enrolment'), kind: 'number', hint: t('field.enrolmentHint') },
        {
          name: 'enrolment_fee',
          label: t('field.fee'),
          kind: 'money',
          hint: t('field.feeHint'),
          ...(library.data && { unit: library.data.currency }),
        },
      ]}
      keeper={patronCategoryKeeper}
      shownIn={patronCategoriesQuery().queryKey}
    />
  );
}
