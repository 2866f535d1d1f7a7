import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Combine, Pencil, Plus } from 'lucide-react';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { titleQuery } from '../../../api/catalogue';
import type { Versioned } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { Title } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { lazyNamed } from '../../../ui/lazyNamed';
import { About } from './About';
import { Contents } from './Contents';
import { Copies } from './Copies';

const MergeDialog = lazyNamed(() => import('../merge/MergeDialog'), 'MergeDialog');

function Actions({ record, onMerged }: { record: Versioned<Title>; onMerged: (titleId: string) => void }) {
  const { t } = useTranslation('catalogue');
  const isSupervisor = useSession().staff.role === 'supervisor';
  const [isMerging, setIsMerging] = useState(false);
  const titleId = record.value.id;
  return (
    <>
      {isSupervisor && (
        <Button variant="default" leftSection={<Combine size={15} aria-hidden />} onClick={() => setIsMerging(true)}>
          {t('merge.open')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<Pencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/titles/$titleId/edit" params={{ titleId }} {...props} />}
      >
        {t('record.edit')}
      </Button>
      <Button
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/desk/titles/$titleId/items/new" params={{ titleId }} {...props} />}
      >
        {t('record.addItem')}
      </Button>
      {isMerging && (
        <Suspense>
          <MergeDialog
            record={record}
            onClose={() => setIsMerging(false)}
            onMerged={(keptId) => {
              setIsMerging(false);
              onMerged(keptId);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Where a title went that was merged into another. */
function Signpost({ keptId }: { keptId: string }) {
  const { t } = useTranslation('catalogue');
  return (
    <Notice
      tone="attention"
      action={
        <Link to="/desk/titles/$titleId" params={{ titleId: keptId }}>
          {t('merge.go')}
        </Link>
      }
    >
      {t('merge.gone')}
    </Notice>
  );
}

interface TitlePageProps {
  titleId: string;
  /** Called with the title that stays when this one was merged, or another into it. */
  onMerged: (titleId: string) => void;
  /** Who waits for it. */
  holds: (title: Title) => ReactNode;
}

/** A title with all its copies. */
export function TitlePage({ titleId, onMerged, holds }: TitlePageProps) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const query = useQuery(titleQuery(titleId));
  const title = query.data?.value;
  const [justKept, setJustKept] = useState<string | null>(null);
  if (!query.data || !title) {
    return (
      <Page title={t('title')}>
        {query.isError ? (
          <Notice tone="refused" isUrgent>
            {words(query.error)}
          </Notice>
        ) : (
          <Skeleton height={320} radius="md" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={title.subtitle ? `${title.title}: ${title.subtitle}` : title.title}
      lead={
        <>
          {title.author && <span>{title.author}</span>}
          <span>{t(`format.${title.format}`)}</span>
          {title.published_year !== null && <span className="tabular">{title.published_year}</span>}
        </>
      }
      actions={
        title.merged_into_id === null && (
          <Actions
            record={query.data}
            onMerged={(keptId) => {
              setJustKept(keptId);
              onMerged(keptId);
            }}
          />
        )
      }
    >
      {title.is_brief && title.merged_into_id === null && <Notice tone="info">{t('brief.this')}</Notice>}
      {justKept === titleId && <Notice tone="good">{t('merge.done')}</Notice>}
      {title.merged_into_id === null ? <Copies titleId={titleId} /> : <Signpost keptId={title.merged_into_id} />}
      {title.merged_into_id === null && holds(title)}
      <About title={title} />
      {title.contents && <Contents text={title.contents} />}
    </Page>
  );
}
