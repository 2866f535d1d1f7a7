import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TitleSummary } from '../../../api/types';
import { MoreRows } from '../../../ui/MoreRows';
import { Table, type Column } from '../../../ui/Table';
import classes from './TitleSearchPage.module.css';
import { WhereAvailable } from './WhereAvailable';

function useColumns(): readonly Column<TitleSummary>[] {
  const { t } = useTranslation('catalogue');
  return [
    {
      key: 'title',
      header: t('column.title'),
      render: ({ id, title, subtitle, author, series }) => (
        <>
          <Link to="/desk/titles/$titleId" params={{ titleId: id }} dir="auto">
            {subtitle ? `${title}: ${subtitle}` : title}
          </Link>
          {(author || series) && (
            <span className={classes.by}>{[author, series].filter((part) => part !== null).join(' · ')}</span>
          )}
        </>
      ),
    },
    { key: 'format', header: t('column.format'), render: ({ format }) => t(`format.${format}`), isFixed: true },
    {
      key: 'year',
      header: t('column.year'),
      render: ({ published_year }) => published_year,
      isOptional: true,
      isFixed: true,
    },
    {
      key: 'available',
      header: t('column.available'),
      render: ({ branches }) => <WhereAvailable branches={branches} />,
    },
  ];
}

interface TitleResultsProps {
  results: RefObject<HTMLDivElement | null>;
  rows: readonly TitleSummary[];
  isLoading: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

/** The titles found. Arrow down leads from the last row on to the next page, and into it. */
export function TitleResults({ results, rows, isLoading, hasMore, isLoadingMore, onMore }: TitleResultsProps) {
  const { t } = useTranslation('catalogue');
  const columns = useColumns();
  const more = useRef<HTMLDivElement>(null);
  /** How many rows there were when more were asked for by keyboard. */
  const goOnAt = useRef<number | null>(null);
  useEffect(() => {
    if (goOnAt.current === null || rows.length <= goOnAt.current) return;
    results.current?.querySelectorAll<HTMLElement>('tbody th a')[goOnAt.current]?.focus();
    goOnAt.current = null;
  }, [rows.length, results]);
  const goOn = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('tbody tr');
    if (event.key !== 'ArrowDown' || row?.nextElementSibling !== null || !hasMore) return;
    event.preventDefault();
    more.current?.querySelector('button')?.focus();
  };
  return (
    <>
      {/* Arrows are an extra way to go along links that Tab reaches as well. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={results} onKeyDown={goOn}>
        <Table
          caption={t('search.results')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={isLoading}
        />
      </div>
      <div ref={more}>
        <MoreRows
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onMore={() => {
            goOnAt.current = more.current?.contains(document.activeElement) ? rows.length : null;
            onMore();
          }}
        />
      </div>
    </>
  );
}
