import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TitleSearch } from '../../../api/catalogue';
import { branchesQuery } from '../../../api/choices';
import { isAudience, isFormat } from '../words';

/** What a search can be narrowed by, in the order in which it is offered; one value of each at a time. */
export const facets = ['format', 'branch', 'language', 'audience', 'subject'] as const;
export type Facet = (typeof facets)[number];

/** The same search without any filter. */
export const withoutFilters = ({ q, sort }: TitleSearch): TitleSearch => ({ q, sort });

export const countFilters = (search: TitleSearch): number =>
  facets.filter((facet) => search[facet]).length + (search.available ? 1 : 0);

/** What a value of a facet is called. */
export function useFacetWords(): (facet: Facet, value: string) => string {
  const { t, i18n } = useTranslation('catalogue');
  const { data: branches } = useQuery(branchesQuery());
  const languages = new Intl.DisplayNames([i18n.language], { type: 'language', fallback: 'code' });
  return (facet, value) => {
    switch (facet) {
      case 'format':
        return isFormat(value) ? t(`format.${value}`) : value;
      case 'audience':
        return isAudience(value) ? t(`audience.${value}`) : value;
      case 'branch':
        return branches?.find(({ id }) => id === value)?.name ?? '';
      case 'language':
        return /^[a-z]{2}$/.test(value) ? (languages.of(value) ?? value) : value;
      case 'subject':
        return value;
    }
  };
}
