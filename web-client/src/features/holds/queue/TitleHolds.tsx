import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveHold, titleHoldsQuery } from '../../../api/holds';
import type { Hold } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { Table } from '../../../ui/Table';
import { lazyNamed } from '../../../ui/lazyNamed';
import { useQueueColumns } from './useQueueColumns';

const PlaceHoldDialog = lazyNamed(() => import('../place/PlaceHoldDialog'), 'PlaceHoldDialog');
const CancelHoldDialog = lazyNamed(() => import('../CancelHoldDialog'), 'CancelHoldDialog');
const ChangeHoldDialog = lazyNamed(() => import('../ChangeHoldDialog'), 'ChangeHoldDialog');

/** Who waits for a title, in order; moving, changing and cancelling. */
export function TitleHolds({ titleId, name }: { titleId: string; name: string }) {
  const { t } = useTranslation('holds');
  const words = useProblemWords();
  const client = useQueryClient();
  const query = useInfiniteQuery(titleHoldsQuery(titleId));
  const [isPlacing, setPlacing] = useState(false);
  const [placed, setPlaced] = useState<Hold | null>(null);
  const [changing, setChanging] = useState<Hold | null>(null);
  const [cancelling, setCancelling] = useState<Hold | null>(null);
  const moving = useMutation({
    mutationFn: ({ id, position }: { id: string; position: number }) => moveHold(id, position),
    onSettled: () => client.invalidateQueries({ queryKey: ['holds'] }),
  });
  const columns = useQueueColumns({
    isWorking: moving.isPending,
    onMove: (hold, position) => moving.mutate({ id: hold.id, position }),
    onChange: setChanging,
    onCancel: setCancelling,
  });
  const holds = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title={t('queue.title')}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<BookmarkPlus size={15} aria-hidden />}
          onClick={() => setPlacing(true)}
        >
          {t('queue.place')}
        </Button>
      }
    >
      {placed && (
        <Notice tone="good">
          {t('place.placed', { name: placed.patron?.name ?? t('patron.anyone'), title: placed.title.title })}
        </Notice>
      )}
      {moving.isError && <Notice tone="refused">{words(moving.error)}</Notice>}
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isSuccess && holds.length === 0 ? (
        <p>{t('queue.none')}</p>
      ) : (
        <Table
          caption={t('queue.title')}
          columns={columns}
          rows={holds}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      <Suspense>
        {isPlacing && (
          <PlaceHoldDialog
            title={{ id: titleId, name }}
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
    </Panel>
  );
}
