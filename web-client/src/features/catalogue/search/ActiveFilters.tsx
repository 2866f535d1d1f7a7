import { Button, UnstyledButton } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TitleSearch } from '../../../api/catalogue';
import classes from './TitleSearchPage.module.css';
import { countFilters, facets, useFacetWords, withoutFilters } from './filters';

interface ActiveFiltersProps {
  search: TitleSearch;
  onSearch: (search: TitleSearch) => void;
}

/** The filters in use, each of which can be taken away again. */
export function ActiveFilters({ search, onSearch }: ActiveFiltersProps) {
  const { t } = useTranslation('catalogue');
  const words = useFacetWords();
  if (countFilters(search) === 0) return null;
  const chips = [
    ...(search.available ? [{ key: 'available' as const, name: t('facet.available') }] : []),
    ...facets.flatMap((facet) => {
      const value = search[facet];
      return value ? [{ key: facet, name: words(facet, value) }] : [];
    }),
  ];
  return (
    <div className={classes.active} role="group" aria-label={t('facet.active')}>
      {chips.map(({ key, name }) => (
        <UnstyledButton
          key={key}
          className={classes.chip}
          aria-label={t('facet.remove', { name })}
          onClick={() => onSearch({ ...search, [key]: undefined })}
        >
          {name}
          <X size={14} strokeWidth={2} aria-hidden />
        </UnstyledButton>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onSearch(withoutFilters(search))}>
        {t('facet.clear')}
      </Button>
    </div>
  );
}
