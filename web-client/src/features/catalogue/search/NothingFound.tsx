import { Button } from '@mantine/core';
import { BookX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TitleSearch } from '../../../api/catalogue';
import { EmptyState } from '../../../ui/EmptyState';
import classes from './TitleSearchPage.module.css';
import { countFilters, withoutFilters } from './filters';

/** Words that are worth a search of their own. */
const mostWords = 5;

interface NothingFoundProps {
  search: TitleSearch;
  onSearch: (search: TitleSearch) => void;
}

/** Nothing answers: what could be asked instead. */
export function NothingFound({ search, onSearch }: NothingFoundProps) {
  const { t } = useTranslation('catalogue');
  const isFiltered = countFilters(search) > 0;
  const words = (search.q ?? '').split(/\s+/).filter((word) => word.length > 2);
  return (
    <EmptyState icon={BookX} title={t('search.none')}>
      <p>{isFiltered ? t('search.noneFiltered') : t('search.noneLead')}</p>
      {isFiltered && (
        <Button variant="default" onClick={() => onSearch(withoutFilters(search))}>
          {t('search.dropFilters')}
        </Button>
      )}
      {!isFiltered && words.length > 1 && (
        <div className={classes.words}>
          <span>{t('search.eachWord')}</span>
          {words.slice(0, mostWords).map((word, place) => (
            <Button key={place} variant="default" size="compact-sm" onClick={() => onSearch({ ...search, q: word })}>
              {word}
            </Button>
          ))}
        </div>
      )}
    </EmptyState>
  );
}
