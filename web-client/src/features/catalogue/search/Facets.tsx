import { Checkbox, Skeleton, UnstyledButton } from '@mantine/core';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TitleSearch } from '../../../api/catalogue';
import type { TitleFacets } from '../../../api/types';
import classes from './Facets.module.css';
import { facets, useFacetWords, type Facet } from './filters';

interface FacetsProps {
  search: TitleSearch;
  counts: TitleFacets | undefined;
  onSearch: (search: TitleSearch) => void;
}

/** Values offered of a facet before one asks for more. */
const fewValues = 6;

/** Values with their counts. One that is chosen is there even when nothing has it. */
function valuesOf(counts: TitleFacets, facet: Facet, chosen: string | undefined): { value: string; count: number }[] {
  const values =
    facet === 'branch'
      ? counts.branches.map(({ branch, count }) => ({ value: branch.id, count }))
      : counts[`${facet}s`].map(({ value, count }) => ({ value, count }));
  const isThere = values.some(({ value }) => value.toLowerCase() === chosen?.toLowerCase());
  return chosen && !isThere ? [{ value: chosen, count: 0 }, ...values] : values;
}

function Values({ facet, search, counts, onSearch }: FacetsProps & { facet: Facet; counts: TitleFacets }) {
  const { t, i18n } = useTranslation('catalogue');
  const words = useFacetWords();
  const [isOpen, setOpen] = useState(false);
  const chosen = search[facet];
  const values = valuesOf(counts, facet, chosen);
  if (values.length === 0) return null;
  const isChosen = (value: string) => value.toLowerCase() === chosen?.toLowerCase();
  const shown = values.filter(({ value }, place) => isOpen || place < fewValues || isChosen(value));
  return (
    <fieldset className={classes.facet}>
      <legend className={classes.legend}>{t(`facet.${facet}`)}</legend>
      {shown.map(({ value, count }) => (
        <UnstyledButton
          key={value}
          className={classes.value}
          aria-pressed={isChosen(value)}
          onClick={() => onSearch({ ...search, [facet]: isChosen(value) ? undefined : value })}
        >
          <span className={classes.name}>
            {isChosen(value) && <Check size={14} strokeWidth={2.25} aria-hidden />}
            {words(facet, value)}
          </span>
          <span className={classes.count}>{count.toLocaleString(i18n.language)}</span>
        </UnstyledButton>
      ))}
      {values.length > fewValues && (
        <UnstyledButton className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('facet.fewer') : t('facet.more', { number: values.length - shown.length })}
        </UnstyledButton>
      )}
    </fieldset>
  );
}

/** What the search can be narrowed to, and how many titles each would leave. */
export function Facets({ search, counts, onSearch }: FacetsProps) {
  const { t, i18n } = useTranslation('catalogue');
  return (
    <div className={classes.facets}>
      <fieldset className={classes.facet}>
        <legend className={classes.legend}>{t('facet.shelf')}</legend>
        <div className={classes.available}>
          <Checkbox
            label={t('facet.available')}
            checked={search.available ?? false}
            onChange={(event) => onSearch({ ...search, available: event.currentTarget.checked || undefined })}
          />
          {counts && <span className={classes.count}>{counts.available_count.toLocaleString(i18n.language)}</span>}
        </div>
      </fieldset>
      {counts
        ? facets.map((facet) => (
            <Values key={facet} facet={facet} search={search} counts={counts} onSearch={onSearch} />
          ))
        : [5, 2, 4, 4].map((lines, place) => (
            <div key={place} className={classes.facet} aria-hidden>
              <Skeleton height={12} width="40%" mb={8} />
              {Array.from({ length: lines }, (_, line) => (
                <Skeleton key={line} height={14} width={`${88 - line * 9}%`} mb={9} />
              ))}
            </div>
          ))}
      {counts?.is_estimate && <p className={classes.note}>{t('facet.estimate')}</p>}
    </div>
  );
}
