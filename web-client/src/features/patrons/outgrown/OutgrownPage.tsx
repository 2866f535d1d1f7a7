import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarPlus, Pencil, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outgrownPatronsQuery } from '../../../api/patrons';
import type { OutgrownPatron } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { MoreRows } from '../../../ui/MoreRows';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Table } from '../../../ui/Table';
import { RenewCardDialog } from '../page/RenewCardDialog';
import { useOutgrownColumns } from './useOutgrownColumns';

/** Whoever is of another age than their category is for, and where they belong. */
export function OutgrownPage() {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const client = useQueryClient();
  const query = useInfiniteQuery(outgrownPatronsQuery());
  const [asking, setAsking] = useState<OutgrownPatron | null>(null);
  const [renewed, setRenewed] = useState<string | null>(null);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useOutgrownColumns((patron) =>
    // A card that never ends is not renewed: its owner is moved by changing the record.
    patron.expires_on === null ? (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Pencil size={14} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/patrons/$patronId/edit" params={{ patronId: patron.id }} {...props} />}
      >
        {t('outgrown.change')}
      </Button>
    ) : (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<CalendarPlus size={14} aria-hidden />}
        onClick={() => setAsking(patron)}
      >
        {t('renew.open')}
      </Button>
    ),
  );
  const done = async (name: string) => {
    setAsking(null);
    setRenewed(name);
    await client.invalidateQueries({ queryKey: outgrownPatronsQuery().queryKey });
  };
  return (
    <Page title={t('outgrown.title')} lead={t('outgrown.lead')}>
      {renewed !== null && <Notice tone="good">{t('outgrown.renewed', { name: renewed })}</Notice>}
      {query.isError && (
        <Notice tone="refused" isUrgent>
          {words(query.error)}
        </Notice>
      )}
      {query.isSuccess && rows.length === 0 ? (
        <EmptyState icon={UserRoundCheck} title={t('outgrown.none')}>
          {t('outgrown.noneLead')}
        </EmptyState>
      ) : (
        !query.isError && (
          <Table
            caption={t('outgrown.title')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            isLoading={query.isPending}
          />
        )
      )}
      <MoreRows
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {asking && (
        <RenewCardDialog
          patron={asking}
          suggestedId={asking.suggested_category?.id}
          onClose={() => setAsking(null)}
          onRenewed={() => void done(asking.name)}
        />
      )}
    </Page>
  );
}
