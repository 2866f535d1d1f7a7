import { Button, Drawer, NativeSelect, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookX, ListChecks, ListFilter, PencilLine, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scannedQuery, titleFacetsQuery, titlesQuery, type TitleSearch } from '../../../api/catalogue';
import { useSession } from '../../../api/session';
import type { TitleFacets } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { SearchField } from '../../../ui/SearchField';
import { ActiveFilters } from './ActiveFilters';
import { Facets } from './Facets';
import { NothingFound } from './NothingFound';
import { TitleResults } from './TitleResults';
import classes from './TitleSearchPage.module.css';
import { isScanned } from './barcode';
import { countFilters } from './filters';

interface TitleSearchPageProps {
  search: TitleSearch;
  onSearch: (search: TitleSearch) => void;
}

/** A number that was scanned into the search leads straight to what has it. */
function Scanned({ code }: { code: string }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const query = useQuery(scannedQuery(code));
  if (query.isError) return <Notice tone="refused">{words(query.error)}</Notice>;
  if (query.data?.length === 0) return <EmptyState icon={BookX} title={t('search.none')} />;
  return query.data?.map(({ kind, id, name }) => (
    <Notice key={id} tone="info">
      {kind === 'item' ? (
        <Link to="/desk/items/$itemId" params={{ itemId: id }}>
          {t('search.thisItem', { barcode: code })}: {name}
        </Link>
      ) : (
        <Link to="/desk/patrons/$patronId" params={{ patronId: id }}>
          {t('search.thisCard')}: {name}
        </Link>
      )}
    </Notice>
  ));
}

function Count({ counts }: { counts: TitleFacets | undefined }) {
  const { t, i18n } = useTranslation('catalogue');
  const number = counts?.total_count.toLocaleString(i18n.language);
  return (
    <p className={classes.count} role="status">
      {counts &&
        (counts.is_estimate ? t('search.about', { number }) : t('search.count', { count: counts.total_count }))}
    </p>
  );
}

function SortChoice({ search, onSearch }: TitleSearchPageProps) {
  const { t } = useTranslation('catalogue');
  return (
    <NativeSelect
      aria-label={t('search.sort')}
      value={search.sort ?? ''}
      data={[
        { value: '', label: search.q ? t('search.byRelevance') : t('search.byTitle') },
        ...(search.q ? [{ value: 'title', label: t('search.byTitle') }] : []),
        { value: 'newest', label: t('search.byNewest') },
      ]}
      onChange={(event) =>
        onSearch({ ...search, sort: (event.currentTarget.value || undefined) as TitleSearch['sort'] })
      }
    />
  );
}

function FilterDrawer({ search, counts, onSearch }: TitleSearchPageProps & { counts: TitleFacets | undefined }) {
  const { t } = useTranslation('catalogue');
  const { t: tUi } = useTranslation('ui');
  const [isOpen, setOpen] = useState(false);
  const number = countFilters(search);
  return (
    <div className={classes.narrow}>
      <Button
        variant="default"
        leftSection={<ListFilter size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        {number > 0 ? t('search.openFiltersSet', { number }) : t('search.openFilters')}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('facet.label')}
        size="min(22rem, 92vw)"
        closeButtonProps={{ 'aria-label': tUi('close') }}
      >
        <div className={classes.sheet}>
          <Facets search={search} counts={counts} onSearch={onSearch} />
          <Button onClick={() => setOpen(false)}>{t('search.show')}</Button>
        </div>
      </Drawer>
    </div>
  );
}

/** Finds titles by anything that is written on them, typing errors forgiven, and narrows what was found. */
export function TitleSearchPage({ search, onSearch }: TitleSearchPageProps) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const isSupervisor = useSession().staff.role === 'supervisor';
  const results = useRef<HTMLDivElement>(null);
  /** Raised when the question comes from elsewhere than the field, which then begins anew with it. */
  const [turn, setTurn] = useState(0);
  // A scanned number may be a card's: it is kept here and never in the address.
  const [scanned, setScanned] = useState('');
  const isScan = scanned !== '';
  const query = useInfiniteQuery({ ...titlesQuery(search), placeholderData: keepPreviousData, enabled: !isScan });
  const { data: counts } = useQuery({
    ...titleFacetsQuery(search),
    placeholderData: keepPreviousData,
    enabled: !isScan,
  });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const written = query.data?.pages[0]?.corrected_to;
  const isNone = !isScan && query.isSuccess && !query.isPlaceholderData && rows.length === 0;
  const given = useRef<string | undefined>(undefined);
  const find = (text: string) => {
    const code = isScanned(text) ? text : '';
    setScanned(code);
    const q = code === '' ? text || undefined : undefined;
    if (q !== search.q) onSearch({ ...search, q });
  };
  const ask = (next: TitleSearch) => {
    given.current = next.q;
    onSearch(next);
  };
  useEffect(() => {
    if (given.current === undefined || given.current !== search.q) return;
    given.current = undefined;
    setTurn((before) => before + 1);
  }, [search.q]);

  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<PencilLine size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/desk/catalogue/brief" {...props} />}
          >
            {t('brief.title')}
          </Button>
          {isSupervisor && (
            <Button
              variant="default"
              leftSection={<ListChecks size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/desk/catalogue/bulk" {...props} />}
            >
              {t('bulk.title')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/desk/titles/new" {...props} />}
          >
            {t('search.add')}
          </Button>
        </>
      }
    >
      <SearchField
        key={turn}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={isScan ? scanned : (search.q ?? '')}
        onSearch={find}
        onArrowDown={() => results.current?.querySelector<HTMLElement>('tbody a')?.focus()}
      />
      {isScan && <Scanned code={scanned} />}
      <div className={classes.columns}>
        <aside className={classes.aside} aria-label={t('facet.label')}>
          <Facets search={search} counts={counts} onSearch={onSearch} />
        </aside>
        <div className={classes.found}>
          <div className={classes.bar}>
            <FilterDrawer search={search} counts={counts} onSearch={onSearch} />
            <Count counts={counts} />
            <SortChoice search={search} onSearch={onSearch} />
          </div>
          <ActiveFilters search={search} onSearch={onSearch} />
          {written && rows.length > 0 && (
            <Notice tone="info">
              {t('search.corrected', { asked: search.q })}{' '}
              <UnstyledButton className={classes.written} onClick={() => ask({ ...search, q: written })}>
                {written}
              </UnstyledButton>
              ?
            </Notice>
          )}
          {query.isError && (
            <Notice tone="refused" isUrgent>
              {words(query.error)}
            </Notice>
          )}
          {isNone && <NothingFound search={search} onSearch={ask} />}
          {!isScan && !isNone && !query.isError && (
            <TitleResults
              results={results}
              rows={rows}
              isLoading={query.isPending}
              hasMore={query.hasNextPage}
              isLoadingMore={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
