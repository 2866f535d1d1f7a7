import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { importKindsQuery, type TableOptions, type TextEncoding } from '../../../api/imports';
import { useProblemWords } from '../../../api/words';
import { csvFile, save } from '../../../lib/save';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { BranchSelect } from './BranchSelect';
import classes from './NewImportPage.module.css';

interface TableFieldsProps {
  options: TableOptions;
  onChange: (options: TableOptions) => void;
}

const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252' },
] as const satisfies readonly { value: TextEncoding; label: string }[];

/** The columns of the kind, and a file with nothing but their names. */
function Columns({ kind }: Pick<TableOptions, 'kind'>) {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const query = useQuery(importKindsQuery());
  const columns = query.data?.items.find((known) => known.kind === kind)?.columns ?? [];
  const list = (isRequired: boolean): string =>
    columns
      .filter(({ is_required }) => is_required === isRequired)
      .map(({ name }) => name)
      .join(', ');
  return (
    <Panel
      title={t('columns')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<FileDown size={14} aria-hidden />}
          disabled={columns.length === 0}
          onClick={() => save(`${kind}.csv`, csvFile(`\uFEFF${columns.map(({ name }) => name).join(',')}\r\n`))}
        >
          {t('template')}
        </Button>
      }
    >
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      <dl className={classes.columns}>
        <dt>{t('required')}</dt>
        <dd>{list(true)}</dd>
        <dt>{t('optional')}</dt>
        <dd>{list(false)}</dd>
      </dl>
      <p>{t(`about.${kind}`)}</p>
      <p>{t('columnsHint')}</p>
    </Panel>
  );
}

/** How a table is taken in. */
export function TableFields({ options, onChange }: TableFieldsProps) {
  const { t } = useTranslation('imports');
  return (
    <>
      <Columns kind={options.kind} />
      <Panel title={t('how')}>
        <div className={classes.fields}>
          <BranchSelect
            description={t('tableBranchHint')}
            value={options.branch_id}
            onChange={(branch_id) => onChange({ ...options, branch_id })}
          />
          <TextInput
            label={t('tableSource')}
            description={t('tableSourceHint')}
            value={options.source ?? ''}
            maxLength={64}
            onChange={(event) => onChange({ ...options, source: event.currentTarget.value.trim() || undefined })}
          />
          <NativeSelect
            label={t('encoding')}
            description={t('encodingHint')}
            value={options.encoding}
            data={encodings.map((choice) => ({ ...choice }))}
            onChange={(event) => {
              const chosen = encodings.find(({ value }) => value === event.currentTarget.value);
              if (chosen) onChange({ ...options, encoding: chosen.value });
            }}
          />
        </div>
      </Panel>
    </>
  );
}
