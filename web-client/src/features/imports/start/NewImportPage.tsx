import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendImport, type ImportKind, type ImportOptions } from '../../../api/imports';
import { ApiProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { FileDrop } from './FileDrop';
import { firstOfMarc, MarcFields } from './MarcFields';
import classes from './NewImportPage.module.css';
import { TableFields } from './TableFields';

const kinds = ['marc', 'patrons', 'items', 'loans', 'balances'] as const satisfies readonly ImportKind[];

/** What is asked at first of a file of this kind. */
const first = (kind: ImportKind, branch_id: string): ImportOptions =>
  kind === 'marc' ? firstOfMarc(branch_id) : { kind, branch_id, encoding: 'utf-8', dry_run: true };

/** Codes of what is wrong with a file as a whole. */
const ofFile = ['not-marc', 'not-csv', 'unknown-column', 'duplicate-column', 'missing-column'] as const;

/** Why a file was refused before anything was read of it. */
function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const errors = error instanceof ApiProblem ? error.errors : [];
  const wrong = errors.find(({ pointer }) => pointer === '/file');
  const code = ofFile.find((known) => known === wrong?.code);
  return (
    <Notice tone="refused" isUrgent>
      {code ? t(`failure.${code}`) : words(error)} {code?.endsWith('-column') && wrong?.detail}
    </Notice>
  );
}

/** A file to take in: tried first, then done. */
export function NewImportPage({ onStarted }: { onStarted: (importId: string) => void }) {
  const { t } = useTranslation('imports');
  const { branch } = useSession();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState(() => first('marc', branch.id));
  const [isMissing, setMissing] = useState(false);
  const sending = useMutation({
    mutationFn: ({ chosen, dry_run }: { chosen: File; dry_run: boolean }) =>
      sendImport(chosen, { ...options, dry_run }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      onStarted(id);
    },
  });
  const start = (dry_run: boolean): void => {
    setMissing(file === null);
    if (file) sending.mutate({ chosen: file, dry_run });
  };
  return (
    <Page title={t('newTitle')} lead={t('newLead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          start(true);
        }}
      >
        <NativeSelect
          label={t('what')}
          value={options.kind}
          data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(event) => {
            sending.reset();
            const kind = kinds.find((known) => known === event.currentTarget.value);
            if (kind) setOptions(first(kind, options.branch_id));
          }}
        />
        <FileDrop
          file={file}
          error={isMissing && !file ? t('fileMissing') : undefined}
          onFile={(next) => {
            sending.reset();
            setFile(next);
          }}
        />
        {options.kind === 'marc' ? (
          <MarcFields options={options} onChange={setOptions} />
        ) : (
          <TableFields options={options} onChange={setOptions} />
        )}
        {sending.error && <Refusal error={sending.error} />}
        <div className={classes.actions}>
          <Button type="submit" loading={sending.isPending}>
            {t('try')}
          </Button>
          <Button variant="default" disabled={sending.isPending} onClick={() => start(false)}>
            {t('import')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
