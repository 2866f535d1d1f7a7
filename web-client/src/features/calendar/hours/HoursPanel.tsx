import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursQuery } from '../../../api/calendar';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { HoursDialog } from './HoursDialog';
import { weekOf } from './spans';

/** When the branch opens in an ordinary week. */
export function HoursPanel({ branchId }: { branchId: string }) {
  const { t } = useTranslation('calendar');
  const { weekday, time } = useFormats();
  const words = useProblemWords();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery(hoursQuery(branchId));
  const rows = query.data
    ? weekOf(query.data.value.hours).map((spans, place) => ({
        label: weekday(place + 1),
        value:
          spans
            .map(({ opens_at, closes_at }) => t('range', { from: time(opens_at), to: time(closes_at) }))
            .join(', ') || t('closed'),
      }))
    : [];
  return (
    <Panel
      title={t('hours.title')}
      actions={
        <Button variant="default" size="compact-sm" disabled={!query.data} onClick={() => setEditing(true)}>
          {t('hours.edit')}
        </Button>
      }
    >
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isPending && <Skeleton height={160} />}
      <div className="tabular">
        <Facts rows={rows} />
      </div>
      {isEditing && query.data && (
        <HoursDialog branchId={branchId} before={query.data} onClose={() => setEditing(false)} />
      )}
    </Panel>
  );
}
