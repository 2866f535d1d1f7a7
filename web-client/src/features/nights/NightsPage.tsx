import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { MoonStar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../api/choices';
import { nightsQuery, type Night, type NightFilter, type NightState } from '../../api/nights';
import { useFormats } from '../../api/useFormats';
import { useProblemWords } from '../../api/words';
import { DayField } from '../../ui/DayField';
import { EmptyState } from '../../ui/EmptyState';
import { Filters } from '../../ui/Filters';
import { MoreRows } from '../../ui/MoreRows';
import { Notice, type Tone } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { StatusMark } from '../../ui/StatusMark';
import { Table, type Column } from '../../ui/Table';
import classes from './NightsPage.module.css';
import { isNightState, nightStates } from './states';

interface NightsPageProps {
  filter: NightFilter;
  onFilter: (filter: NightFilter) => void;
}

const tones: Record<NightState, Tone> = { running: 'info', done: 'good', failed: 'refused' };

/** The name of a kind of work; one that this client does not know yet is told by its code. */
function useWorkWords(): (name: string) => string {
  const { t, i18n } = useTranslation('nights');
  return (name) => {
    const key = `work.${name}`;
    return i18n.exists(key, { ns: 'nights' }) ? t(key as 'work.auto_renewals') : name;
  };
}

/** What a night did; what was not due goes without saying. */
function Works({ night }: { night: Night }) {
  const { t } = useTranslation('nights');
  const say = useWorkWords();
  const done = night.works.filter((work) => work.done > 0 || work.left > 0);
  if (done.length === 0) return <span className={classes.left}>{t('nothing')}</span>;
  return (
    <ul className={classes.works}>
      {done.map((work) => (
        <li key={work.name}>
          {t('did', { work: say(work.name), count: work.done })}
          {work.left > 0 && <span className={classes.left}> · {t('left', { count: work.left })}</span>}
        </li>
      ))}
    </ul>
  );
}

function useColumns(): readonly Column<Night>[] {
  const { t } = useTranslation('nights');
  const { day, instant } = useFormats();
  const say = useWorkWords();
  return [
    { key: 'night', header: t('column.night'), render: ({ business_on }) => day(business_on) },
    { key: 'branch', header: t('column.branch'), render: ({ branch }) => branch.name },
    {
      key: 'state',
      header: t('column.state'),
      render: ({ state, failed_at }) => (
        <>
          <StatusMark tone={tones[state]}>{t(`state.${state}`)}</StatusMark>
          {failed_at && <div className={classes.left}>{t('failedAt', { work: say(failed_at) })}</div>}
        </>
      ),
    },
    { key: 'works', header: t('column.works'), render: (night) => <Works night={night} /> },
    {
      key: 'started',
      header: t('column.started'),
      render: ({ started_at }) => instant(started_at),
      isFixed: true,
      isOptional: true,
    },
  ];
}

function NightFilters({ filter, onFilter }: NightsPageProps) {
  const { t } = useTranslation('nights');
  const branches = useQuery(branchesQuery());
  const any = { value: '', label: t('filter.any') };
  return (
    <Filters>
      <NativeSelect
        label={t('filter.branch')}
        value={filter.branch ?? ''}
        data={[any, ...(branches.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onFilter({ ...filter, branch: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t('filter.state')}
        value={filter.state ?? ''}
        data={[any, ...nightStates.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, state: isNightState(value) ? value : undefined })
        }
      />
      <DayField
        label={t('filter.from')}
        value={filter.from ?? ''}
        onChange={(on) => onFilter({ ...filter, from: on || undefined })}
      />
      <DayField
        label={t('filter.to')}
        value={filter.to ?? ''}
        onChange={(on) => onFilter({ ...filter, to: on || undefined })}
      />
    </Filters>
  );
}

/** What was done at each branch once a day. */
export function NightsPage({ filter, onFilter }: NightsPageProps) {
  const { t } = useTranslation('nights');
  const words = useProblemWords();
  const columns = useColumns();
  const query = useInfiniteQuery(nightsQuery(filter));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <NightFilters filter={filter} onFilter={onFilter} />
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={MoonStar} title={t('none')}>
          {t('noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('results')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
