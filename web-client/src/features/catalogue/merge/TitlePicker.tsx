import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titlesQuery } from '../../../api/catalogue';
import type { TitleSummary } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { SearchField } from '../../../ui/SearchField';
import classes from './MergeDialog.module.css';

/** As many as can be looked over. Who does not find the title among them says more of it. */
const shown = 8;

interface TitlePickerProps {
  /** What is searched for before anything is typed. */
  first: string;
  /** The title that is not to be chosen. */
  without: string;
  onPick: (titleId: string) => void;
}

const lineOf = ({ title, subtitle, author, published_year }: TitleSummary): string =>
  [subtitle ? `${title}: ${subtitle}` : title, author, published_year].filter((part) => part !== null).join(' · ');

/** Finds another title. */
export function TitlePicker({ first, without, onPick }: TitlePickerProps) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const [asked, setAsked] = useState(first);
  const query = useInfiniteQuery({ ...titlesQuery({ q: asked }), enabled: asked !== '' });
  const found = (query.data?.pages[0]?.items ?? []).filter(({ id }) => id !== without).slice(0, shown);
  return (
    <div className={classes.picker}>
      <SearchField
        isInForm
        label={t('merge.find')}
        placeholder={t('merge.findHint')}
        value={asked}
        onSearch={setAsked}
      />
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && found.length === 0 && <Notice tone="info">{t('merge.nothing')}</Notice>}
      <ul className={classes.found} aria-label={t('search.results')}>
        {found.map((title) => (
          <li key={title.id}>
            <Button variant="default" fullWidth justify="flex-start" onClick={() => onPick(title.id)}>
              {lineOf(title)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
