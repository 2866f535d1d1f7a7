import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeItems, previewItemChanges, type ItemChanges } from '../../../api/catalogue';
import { libraryQuery } from '../../../api/library';
import { useSession } from '../../../api/session';
import type { ItemChangesPreview, ItemChangesResult, Library } from '../../../api/types';
import { useOnce } from '../../../api/useOnce';
import { useFieldWords, useProblemWords } from '../../../api/words';
import type { Fields } from '../../../lib/fields';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { Panel } from '../../../ui/Panel';
import { RecordForm } from '../../../ui/RecordForm';
import { Waiting } from '../../../ui/Waiting';
import { barcodesOf, changesOfForm, seenOf } from './bulk';
import { PlannedChanges, RefusedChanges } from './PlannedChanges';
import { useBulkGroups } from './useBulkGroups';
import classes from './BulkChangePage.module.css';

/** What was previewed, with the change it was previewed for: only that is ever sent. */
interface Previewed {
  preview: ItemChangesPreview;
  changes: ItemChanges;
}

function Result({ result }: { result: ItemChangesResult }) {
  const { t } = useTranslation('catalogue');
  return (
    <Notice tone={result.refused.length > 0 ? 'attention' : 'good'}>
      {t('bulk.done', { count: result.changed_count })}
      {result.refused.length > 0 && <RefusedChanges lines={result.refused} />}
    </Notice>
  );
}

interface PreviewProps extends Previewed {
  isWorking: boolean;
  failure: string | null;
  onApply: () => void;
}

function Preview({ preview, isWorking, failure, onApply }: PreviewProps) {
  const { t } = useTranslation('catalogue');
  const { changing_count: changing, unchanged_count: same, refused_count: refused } = preview;
  return (
    <Panel title={t('bulk.preview')}>
      <div className={classes.preview}>
        <p role="status">{t('bulk.counts', { changing, same, refused })}</p>
        {failure && (
          <Notice tone="refused" isUrgent>
            {failure}
          </Notice>
        )}
        <Button loading={isWorking} disabled={changing === 0} onClick={onApply}>
          {t('bulk.apply', { count: changing })}
        </Button>
        {changing === 0 && <span>{t('bulk.nothing')}</span>}
        <PlannedChanges lines={preview.items} />
      </div>
    </Panel>
  );
}

function BulkForm({ library }: { library: Library }) {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const once = useOnce();
  const { branch } = useSession();
  const [branchId, setBranchId] = useState(branch.id);
  const groups = useBulkGroups(branchId);
  const looking = useMutation({
    mutationFn: async (fields: Fields): Promise<Previewed> => {
      const changes = changesOfForm(fields, library.currency_exponent);
      const barcodes = barcodesOf(fields['barcodes'] ?? '');
      return { changes, preview: await previewItemChanges({ barcodes, changes }) };
    },
  });
  const applying = useMutation({
    mutationFn: ({ preview, changes }: Previewed) => {
      const body = { items: seenOf(preview.items), changes };
      return once(body, (key) => changeItems(body, key));
    },
    onSuccess: async () => {
      looking.reset();
      await Promise.all(['items', 'titles'].map((first) => client.invalidateQueries({ queryKey: [first] })));
    },
  });
  // What was previewed is what is changed: whatever is typed afterwards has to be looked at first.
  const forget = (): void => {
    looking.reset();
    applying.reset();
  };
  const wrong = Object.entries(fieldWords(looking.error)).map(([name, text]) => [
    name.replace(/^changes\.|\.\d+$/g, ''),
    text,
  ]);
  return (
    <>
      {applying.data && <Result result={applying.data} />}
      <RecordForm
        groups={groups}
        initial={{ branch_id: branch.id }}
        submit={t('bulk.look')}
        isWorking={looking.isPending}
        failure={looking.isError ? words(looking.error) : null}
        wrong={Object.fromEntries(wrong) as Fields}
        onEdit={forget}
        onLeave={({ branch_id = '' }) => setBranchId(branch_id)}
        onSubmit={(fields) => {
          applying.reset();
          looking.mutate(fields);
        }}
      />
      {looking.data && (
        <Preview
          {...looking.data}
          isWorking={applying.isPending}
          failure={applying.isError ? words(applying.error) : null}
          onApply={() => looking.data && applying.mutate(looking.data)}
        />
      )}
    </>
  );
}

/** Changes many copies at once: what is scanned or pasted, looked at first. */
export function BulkChangePage() {
  const { t } = useTranslation('catalogue');
  const words = useProblemWords();
  const library = useQuery(libraryQuery());
  return (
    <Page title={t('bulk.title')} lead={t('bulk.lead')}>
      {library.data ? (
        <BulkForm library={library.data} />
      ) : (
        <Waiting failure={library.isError ? words(library.error) : null} />
      )}
    </Page>
  );
}
