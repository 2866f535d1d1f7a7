import { Button, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bookmark, BookmarkPlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patronHoldsQuery } from '../../../api/holds';
import type { Hold } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { StatusMark } from '../../../ui/StatusMark';
import { Table, type Column } from '../../../ui/Table';
import { lazyNamed } from '../../../ui/lazyNamed';
import { useHoldState } from '../useHoldState';

const PlaceHoldDialog = lazyNamed(() => import('../place/PlaceHoldDialog'), 'PlaceHoldDialog');
const CancelHoldDialog = lazyNamed(() => import('../CancelHoldDialog'), 'CancelHoldDialog');
const ChangeHoldDialog = lazyNamed(() => import('../ChangeHoldDialog'), 'ChangeHoldDialog');

/** What the desk does next with each group: hand it over, wait for it, or nothing yet. */
const groups = [
  { state: 'waiting', word: 'patron.ready' },
  { state: 'in_transit', word: 'patron.underway' },
  { state: 'pending', word: 'patron.pending' },
] as const;

function useColumns(onChange: (hold: Hold) => void, onCancel: (hold: Hold) => void): readonly Column<Hold>[] {
  const { t } = useTranslation('holds');
  const state = useHoldState();
  return [
    {
      key: 'title',
      header: t('patron.titleColumn'),
      render: ({ title }) => (
        <Link to="/desk/titles/$titleId" params={{ titleId: title.id }}>
          {title.title}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('queue.state'),
      render: (hold) => <StatusMark tone={state(hold).tone}>{state(hold).text}</StatusMark>,
    },
    {
      key: 'position',
      header: t('queue.position'),
      render: ({ position }) => (position === null ? '–' : position),
      isNumber: true,
    },
    { key: 'pickup', header: t('queue.pickup'), render: ({ pickup_branch }) => pickup_branch.name },
    {
      key: 'actions',
      header: '',
      isFixed: true,
      render: (hold) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('change.openLabel', { title: hold.title.title })}
            onClick={() => onChange(hold)}
          >
            {t('change.open')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('cancel.openLabel', { name: hold.patron?.name ?? '', title: hold.title.title })}
            onClick={() => onCancel(hold)}
          >
            {t('cancel.open')}
          </Button>
        </Group>
      ),
    },
  ];
}

/** What a patron waits for: what is ready, what is on its way, and the queues they stand in. */
export function PatronHolds({ patron, canPlace }: { patron: { id: string; name: string }; canPlace: boolean }) {
  const { t } = useTranslation('holds');
  const words = useProblemWords();
  const query = useInfiniteQuery(patronHoldsQuery(patron.id));
  const [isPlacing, setPlacing] = useState(false);
  const [placed, setPlaced] = useState<Hold | null>(null);
  const [changing, setChanging] = useState<Hold | null>(null);
  const [cancelling, setCancelling] = useState<Hold | null>(null);
  const columns = useColumns(setChanging, setCancelling);
  const holds = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const filled = groups
    .map((group) => ({ ...group, rows: holds.filter(({ state }) => state === group.state) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Stack gap="sm">
      {canPlace && (
        <Button
          w="fit-content"
          variant="default"
          leftSection={<BookmarkPlus size={15} aria-hidden />}
          onClick={() => setPlacing(true)}
        >
          {t('queue.place')}
        </Button>
      )}
      {placed && <Notice tone="good">{t('place.placed', { name: patron.name, title: placed.title.title })}</Notice>}
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isPending && (
        <Table caption={t('patron.title')} columns={columns} rows={[]} rowKey={({ id }) => id} isLoading />
      )}
      {query.isSuccess && holds.length === 0 && (
        <EmptyState icon={Bookmark} title={t('patron.none')}>
          {t('patron.noneLead')}
        </EmptyState>
      )}
      {filled.map(({ state, word, rows }) => (
        <Panel key={state} title={t(word)}>
          <Table caption={t(word)} columns={columns} rows={rows} rowKey={({ id }) => id} />
        </Panel>
      ))}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      <Suspense>
        {isPlacing && (
          <PlaceHoldDialog
            patron={patron}
            onClose={() => setPlacing(false)}
            onPlaced={(hold) => {
              setPlacing(false);
              setPlaced(hold);
            }}
          />
        )}
        {changing && <ChangeHoldDialog hold={changing} onClose={() => setChanging(null)} />}
        {cancelling && <CancelHoldDialog hold={cancelling} onClose={() => setCancelling(null)} />}
      </Suspense>
    </Stack>
  );
}
