import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Combine, Pencil, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleQuery } from '../../../api/catalogue';
import type { Versioned } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { Title } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { languageName } from '../../../lib/format';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { lazyNamed } from '../../../ui/lazyNamed';
import { Copies } from './Copies';
import classes from './TitlePage.module.css';

const MergeDialog = lazyNamed(() => import('../merge/MergeDialog'), 'MergeDialog');

function About({ title }: { title: Title }) {
  const { t } = useTranslation('catalogue');
  const none = <span className={classes.none}>{t('record.none')}</span>;
  const published = [title.publisher, title.published_year].filter(Boolean).join(', ');
  return (
    <Panel title={t('record.about')}>
      {title.summary && <p className={classes.summary}>{title.summary}</p>}
      <Facts
        rows={[
          { label: t('record.by'), value: title.author ?? none },
          ...(title.contributors.length > 0
            ? [{ label: t('record.contributors'), value: title.contributors.join('; ') }]
            : []),
          { label: t('record.published'), value: published || none },
          ...(title.edition ? [{ label: t('record.edition'), value: title.edition }] : []),
          ...(title.series ? [{ label: t('record.series'), value: title.series }] : []),
          { label: t('record.language'), value: title.language ? languageName(title.language) : none },
          { label: t('record.audience'), value: t(`audience.${title.audience}`) },
          ...(title.minimum_age ? [{ label: t('record.minimumAge'), value: title.minimum_age }] : []),
          { label: t('record.isbns'), value: title.isbns.join(', ') || none },
          { label: t('record.subjects'), value: title.subjects.join(' · ') || none },
        ]}
      />
    </Panel>
  );
}

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
}

/** A title with all its copies. */
export function TitlePage({ titleId, onMerged }: TitlePageProps) {
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
      {justKept === titleId && <Notice tone="good">{t('merge.done')}</Notice>}
      {title.merged_into_id === null ? <Copies titleId={titleId} /> : <Signpost keptId={title.merged_into_id} />}
      <About title={title} />
    </Page>
  );
}
