import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileDown, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cancelImport, importQuery, isUnderway, wholeReport, type Import } from '../../../api/imports';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { csvFile, save } from '../../../lib/save';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { ImportState } from '../ImportState';
import { useImportWords } from '../useImportWords';
import { csv } from './csv';
import classes from './ImportPage.module.css';
import { Report } from './Report';

function Underway({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const queries = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => cancelImport(of.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  const percent = of.size_bytes > 0 ? Math.min(100, Math.floor((of.bytes_count / of.size_bytes) * 100)) : 0;
  return (
    <Panel
      title={t('progress')}
      actions={
        <Button variant="default" size="xs" loading={stopping.isPending} onClick={() => stopping.mutate()}>
          {t('stop')}
        </Button>
      }
    >
      <Progress value={percent} aria-label={t('progress')} />
      <p className={classes.percent}>{t('soFar', { percent, count: of.records_count })}</p>
      {stopping.isError && <Notice tone="refused">{words(stopping.error)}</Notice>}
    </Panel>
  );
}

function useRowFacts(of: Import) {
  const { t } = useTranslation('imports');
  return [
    { label: t('fact.rows'), value: of.records_count },
    { label: t('fact.rowsAdded'), value: of.rows_added_count },
    { label: t('fact.rowsChanged'), value: of.rows_changed_count },
    { label: t('fact.rowsUnchanged'), value: of.rows_unchanged_count },
    {
      label: t('fact.rowsRefused'),
      value: of.records_refused_count,
      tone: of.records_refused_count ? ('refused' as const) : undefined,
    },
  ];
}

function useRecordFacts(of: Import) {
  const { t } = useTranslation('imports');
  return [
    { label: t('fact.records'), value: of.records_count },
    { label: t('fact.added'), value: of.titles_added_count },
    { label: t('fact.changed'), value: of.titles_changed_count },
    { label: t('fact.unchanged'), value: of.titles_unchanged_count },
    {
      label: t('fact.refused'),
      value: of.records_refused_count,
      tone: of.records_refused_count ? ('refused' as const) : undefined,
    },
    { label: t('fact.itemsAdded'), value: of.items_added_count },
    { label: t('fact.itemsUnchanged'), value: of.items_unchanged_count },
    {
      label: t('fact.itemsRefused'),
      value: of.items_refused_count,
      tone: of.items_refused_count ? ('refused' as const) : undefined,
    },
  ];
}

function Outcome({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const ofRecords = useRecordFacts(of);
  const ofRows = useRowFacts(of);
  return (
    <Panel title={of.dry_run ? t('wouldBe') : t('outcome')}>
      <Facts rows={of.kind === 'marc' ? ofRecords : ofRows} />
    </Panel>
  );
}

function Downloads({ of }: { of: Import }) {
  const { t } = useTranslation('imports');
  const words = useImportWords();
  const saving = useMutation({
    mutationFn: () => wholeReport(of.id),
    onSuccess: (rows) => save(`${of.filename ?? 'import'}-report.csv`, csvFile(csv(of.kind, rows, words.problem))),
  });
  return (
    <>
      <Button
        className="no-print"
        variant="default"
        leftSection={<FileDown size={16} aria-hidden />}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t('download')}
      </Button>
      <Button
        className="no-print"
        variant="default"
        leftSection={<Printer size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('print')}
      </Button>
    </>
  );
}

/** One import: how far it is, what became of the file, and what there is to say about single records. */
export function ImportPage({ importId }: { importId: string }) {
  const { t } = useTranslation('imports');
  const { instant } = useFormats();
  const words = useProblemWords();
  const { failure } = useImportWords();
  const query = useQuery(importQuery(importId));
  const found = query.data;
  if (query.isError) {
    return (
      <Page title={t('title')}>
        <Notice tone="refused">{words(query.error)}</Notice>
      </Page>
    );
  }
  const name = found?.filename ?? t('unnamed');
  return (
    <Page
      title={found ? name : t('title')}
      lead={
        found &&
        [t(`kind.${found.kind}`), instant(found.created_at), found.branch.name, found.dry_run && t('dryRun')]
          .filter(Boolean)
          .join(' · ')
      }
      actions={found && found.problems_count > 0 && <Downloads of={found} />}
    >
      {found && (
        <>
          <div role="status">
            <ImportState of={found} />
          </div>
          {isUnderway(found) && <Underway of={found} />}
          {found.state === 'failed' && <Notice tone="refused">{failure(found)}</Notice>}
          {found.state === 'done' && found.dry_run && <Notice tone="info">{t('dryRunDone')}</Notice>}
          {found.state !== 'failed' && <Outcome of={found} />}
          <Report of={found} />
        </>
      )}
    </Page>
  );
}
