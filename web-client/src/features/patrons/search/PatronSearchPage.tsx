import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Cake, UserPlus, UserRoundSearch, UserRoundX } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { patronSearchQuery } from '../../../api/patrons';
import type { PatronSummary } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { useStore } from '../../../lib/store';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { SearchField } from '../../../ui/SearchField';
import { Table, type Column } from '../../../ui/Table';
import { lastSearch } from './lastSearch';

function useColumns(): readonly Column<PatronSummary>[] {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  return [
    {
      key: 'name',
      header: t('column.name'),
      render: ({ id, name }) => (
        <Link to="/desk/patrons/$patronId" params={{ patronId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'card', header: t('column.card'), render: ({ card_number }) => card_number, isFixed: true },
    { key: 'born', header: t('column.born'), render: ({ birth_on }) => birth_on && day(birth_on), isFixed: true },
    { key: 'category', header: t('column.category'), render: ({ category }) => category.name },
    { key: 'home', header: t('column.home'), render: ({ home_branch }) => home_branch.name, isOptional: true },
    {
      key: 'expires',
      header: t('column.expires'),
      render: ({ expires_on }) => expires_on && day(expires_on),
      isFixed: true,
      isOptional: true,
    },
    { key: 'contact', header: t('column.contact'), render: ({ email, phone }) => email ?? phone, isOptional: true },
  ];
}

/** Finds a patron by anything they can say about themselves. */
export function PatronSearchPage() {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const text = useStore(lastSearch);
  const columns = useColumns();
  const results = useRef<HTMLDivElement>(null);
  const query = useInfiniteQuery({ ...patronSearchQuery(text), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNone = query.isSuccess && !query.isPlaceholderData && rows.length === 0;

  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            component={Link}
            to="/desk/patrons/outgrown"
            variant="default"
            leftSection={<Cake size={15} aria-hidden />}
          >
            {t('outgrown.title')}
          </Button>
          <Button component={Link} to="/desk/patrons/new" leftSection={<UserPlus size={16} aria-hidden />}>
            {t('search.register')}
          </Button>
        </>
      }
    >
      <SearchField
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={text}
        onSearch={lastSearch.set}
        onArrowDown={() => results.current?.querySelector<HTMLElement>('tbody a')?.focus()}
      />
      {query.isError && (
        <Notice tone="refused" isUrgent>
          {words(query.error)}
        </Notice>
      )}
      {text === '' && (
        <EmptyState icon={UserRoundSearch} title={t('search.start')}>
          {t('search.startLead')}
        </EmptyState>
      )}
      {text !== '' && isNone && (
        <EmptyState icon={UserRoundX} title={t('search.none')}>
          {t('search.noneLead')}
        </EmptyState>
      )}
      {text !== '' && !isNone && !query.isError && (
        <div ref={results}>
          <Table
            caption={t('search.results')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            isLoading={query.isPending}
          />
        </div>
      )}
      <MoreRows
        hasMore={text !== '' && query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
