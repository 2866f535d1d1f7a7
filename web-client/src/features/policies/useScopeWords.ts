import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery, itemTypesQuery, patronCategoriesQuery } from '../../api/choices';

interface Scope {
  branch_id?: string | null | undefined;
  patron_category_id?: string | null | undefined;
  item_type_id?: string | null | undefined;
}

interface Named {
  id: string;
  name: string;
}

/** The branches, categories and item types that rules speak of, and a rule's scope in words. */
export function useScopeWords() {
  const { t } = useTranslation('policies');
  const branches = useQuery(branchesQuery());
  const categories = useQuery(patronCategoriesQuery());
  const types = useQuery(itemTypesQuery());
  const nameIn = (list: readonly Named[] | undefined, id: string) => list?.find((one) => one.id === id)?.name ?? '…';

  /** Only what a rule is about: "Central · Child", or that it is the general one. Limits know no item type. */
  const say = (scope: Scope): string => {
    const named = [
      scope.branch_id && nameIn(branches.data, scope.branch_id),
      scope.patron_category_id && nameIn(categories.data, scope.patron_category_id),
      scope.item_type_id && nameIn(types.data, scope.item_type_id),
    ].filter((name): name is string => typeof name === 'string' && name !== '');
    if (named.length > 0) return named.join(' · ');
    return 'item_type_id' in scope ? t('scope.general') : t('scope.anyCategory');
  };

  const error = branches.error ?? categories.error ?? types.error;
  return {
    say,
    error,
    branches: branches.data ?? [],
    categories: categories.data ?? [],
    types: types.data ?? [],
  };
}
