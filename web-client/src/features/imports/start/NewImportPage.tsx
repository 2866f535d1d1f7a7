import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../../api/choices';
import { sendImport, type ImportOptions, type ItemPart } from '../../../api/imports';
import { ApiProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { FileDrop } from './FileDrop';
import classes from './NewImportPage.module.css';

const parts = [
  'barcode',
  'call_number',
  'item_type',
  'location',
  'branch',
  'collection',
  'part',
  'public_note',
  'staff_note',
] as const satisfies readonly ItemPart[];

/** As most systems write them. */
const usual: Partial<Record<ItemPart, string>> = {
  barcode: 'i',
  call_number: 'a',
  item_type: 't',
  location: 'l',
  branch: 'm',
};

const first = (branch: string): ImportOptions => ({
  branch_id: branch,
  items_tag: '949',
  items_map: usual,
  create_codes: false,
  dry_run: true,
});

interface FieldsProps {
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}

function Items({ options, onChange }: FieldsProps) {
  const { t } = useTranslation('imports');
  const setPart = (part: ItemPart, code: string): void => {
    const others = Object.entries(options.items_map).filter(([name]) => name !== part);
    onChange({ ...options, items_map: Object.fromEntries(code ? [...others, [part, code]] : others) });
  };
  return (
    <Panel title={t('items')}>
      <div className={classes.fields}>
        <TextInput
          label={t('itemsTag')}
          description={t('itemsTagHint')}
          value={options.items_tag}
          maxLength={3}
          onChange={(event) => onChange({ ...options, items_tag: event.currentTarget.value.trim() })}
        />
        {options.items_tag !== '' &&
          parts.map((part) => (
            <TextInput
              key={part}
              label={t(`part.${part}`)}
              description={t('subfield')}
              value={options.items_map[part] ?? ''}
              maxLength={1}
              onChange={(event) => setPart(part, event.currentTarget.value.trim())}
            />
          ))}
      </div>
    </Panel>
  );
}

function Ways({ options, onChange }: FieldsProps) {
  const { t } = useTranslation('imports');
  const branches = useQuery(branchesQuery());
  return (
    <Panel title={t('how')}>
      <div className={classes.fields}>
        <NativeSelect
          label={t('branch')}
          description={t('branchHint')}
          value={options.branch_id}
          data={(branches.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onChange({ ...options, branch_id: event.currentTarget.value })}
        />
        <TextInput
          label={t('source')}
          description={t('sourceHint')}
          value={options.source ?? ''}
          maxLength={64}
          onChange={(event) => {
            const source = event.currentTarget.value.trim();
            onChange({ ...options, source: source || undefined });
          }}
        />
      </div>
      <Checkbox
        label={t('createCodes')}
        description={t('createCodesHint')}
        checked={options.create_codes}
        onChange={(event) => onChange({ ...options, create_codes: event.currentTarget.checked })}
      />
    </Panel>
  );
}

/** A file to take in: tried first, then done. */
export function NewImportPage({ onStarted }: { onStarted: (importId: string) => void }) {
  const { t } = useTranslation('imports');
  const { branch } = useSession();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState(() => first(branch.id));
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
  const refused = sending.error instanceof ApiProblem ? sending.error : null;
  const isNoMarc = refused?.errors.some(({ code }) => code === 'not-marc') ?? false;
  return (
    <Page title={t('newTitle')} lead={t('newLead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          start(true);
        }}
      >
        <FileDrop
          file={file}
          error={isMissing && !file ? t('fileMissing') : undefined}
          onFile={(next) => {
            sending.reset();
            setFile(next);
          }}
        />
        <Items options={options} onChange={setOptions} />
        <Ways options={options} onChange={setOptions} />
        {sending.isError && (
          <Notice tone="refused" isUrgent>
            {isNoMarc ? t('failure.not-marc') : words(sending.error)}
          </Notice>
        )}
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
