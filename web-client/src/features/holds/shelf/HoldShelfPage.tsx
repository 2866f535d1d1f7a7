import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkIn } from '../../../api/circulation';
import { holdShelfQuery } from '../../../api/holds';
import { useSession } from '../../../api/session';
import type { HoldShelfEntry, Return } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useOnce } from '../../../api/useOnce';
import { useProblemWords } from '../../../api/words';
import { holdIsOneClick } from '../../../lib/keys';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Table, type Column } from '../../../ui/Table';

const states = ['waiting', 'to_clear'] as const;
type State = (typeof states)[number];

function useColumns(
  state: State,
  isWorking: boolean,
  onClear: (entry: HoldShelfEntry) => void,
): readonly Column<HoldShelfEntry>[] {
  const { t } = useTranslation('holds');
  const { day, instant } = useFormats();
  const waits = state === 'waiting';
  return [
    {
      key: 'patron',
      header: t('shelf.patron'),
      render: ({ hold }) =>
        hold?.patron ? (
          <Link to="/desk/patrons/$patronId" params={{ patronId: hold.patron.id }}>
            {hold.patron.name}
          </Link>
        ) : (
          t('patron.anyone')
        ),
    },
    {
      key: 'item',
      header: t('shelf.item'),
      render: ({ item }) => [item.title.title, item.part, item.barcode].filter(Boolean).join(' · '),
    },
    { key: 'since', header: t('shelf.since'), render: ({ since }) => instant(since), isFixed: true, isOptional: true },
    waits
      ? {
          key: 'until',
          header: t('shelf.until'),
          isFixed: true,
          render: ({ hold }) => (hold?.shelf_expires_on ? day(hold.shelf_expires_on, 'weekday') : '–'),
        }
      : {
          key: 'why',
          header: t('shelf.why'),
          render: ({ hold }) => t(`ended.${hold?.close_reason ?? 'none'}`),
        },
    ...(waits
      ? []
      : [
          {
            key: 'clear',
            header: '',
            isFixed: true,
            render: (entry: HoldShelfEntry) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('shelf.clearLabel', { title: entry.item.title.title, barcode: entry.item.barcode })}
                aria-disabled={isWorking}
                data-disabled={isWorking || undefined}
                onKeyDown={holdIsOneClick}
                onClick={() => !isWorking && onClear(entry)}
              >
                {t('shelf.clear')}
              </Button>
            ),
          },
        ]),
  ];
}

/** Where what was cleared away goes. */
function useWhere(): (answer: Return) => string {
  const { t } = useTranslation('holds');
  return ({ route_to: to, hold }) => {
    if (to.kind === 'transit') return t('shelf.transitRoute', { branch: to.branch.name });
    if (to.kind === 'hold_shelf') return t('shelf.holdRoute', { name: hold?.patron?.name ?? '' });
    return to.kind === 'shelf' ? t('shelf.shelfRoute') : t('shelf.deskRoute');
  };
}

/** What stands on the hold shelf, and what is to be cleared away from it. */
export function HoldShelfPage() {
  const { t } = useTranslation('holds');
  const { branch } = useSession();
  const words = useProblemWords();
  const client = useQueryClient();
  const once = useOnce();
  const where = useWhere();
  const [state, setState] = useState<State>('waiting');
  const query = useInfiniteQuery(holdShelfQuery(state));
  const clearing = useMutation({
    mutationFn: (entry: HoldShelfEntry) =>
      once({ clear: entry.item.id, since: entry.since }, (key) => checkIn({ item_id: entry.item.id }, { key })),
    onSettled: () => client.invalidateQueries({ queryKey: ['holds'] }),
  });
  const columns = useColumns(state, clearing.isPending, clearing.mutate);
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('shelf.title')} lead={t('shelf.lead', { branch: branch.name })}>
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t('shelf.title')}
        value={state}
        onChange={(value) => setState(value as State)}
        data={states.map((value) => ({ value, label: t(`shelf.${value}`) }))}
      />
      {state === 'to_clear' && <p>{t('shelf.clearLead')}</p>}
      {clearing.isSuccess && (
        <Notice tone={clearing.data.hold ? 'attention' : 'good'}>
          {t('shelf.cleared', { title: clearing.data.item.title.title, where: where(clearing.data) })}
        </Notice>
      )}
      {clearing.isError && (
        <Notice tone="refused" isUrgent>
          {words(clearing.error)}
        </Notice>
      )}
      {query.isError && (
        <Notice tone="refused" isUrgent>
          {words(query.error)}
        </Notice>
      )}
      {query.isSuccess && entries.length === 0 ? (
        <EmptyState icon={Inbox} title={state === 'waiting' ? t('shelf.none') : t('shelf.noneToClear')} />
      ) : (
        !query.isError && (
          <Table
            caption={t(`shelf.${state}`)}
            columns={columns}
            rows={entries}
            rowKey={({ item }) => item.id}
            isLoading={query.isPending}
          />
        )
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
