import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Download, EyeOff, Merge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportPatron } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { AnonymiseDialog } from './AnonymiseDialog';
import { MergeDialog } from './MergeDialog';
import classes from './OverviewTab.module.css';

/** Saves a file at the desk without leaving the page. */
function save(content: object, name: string): void {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What a supervisor does with a record as a whole. */
export function RecordPanel({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'merge' | 'anonymise' | null>(null);
  const close = () => setAsking(null);
  const exporting = useMutation({
    mutationFn: () => exportPatron(patron.id),
    onSuccess: (content) => save(content, 'patron.json'),
  });
  return (
    <Panel title={t('record.title')}>
      {exporting.isError && (
        <Notice tone="refused" isUrgent>
          {words(exporting.error)}
        </Notice>
      )}
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Download size={14} aria-hidden />}
          loading={exporting.isPending}
          onClick={() => exporting.mutate()}
        >
          {t('record.export')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Merge size={14} aria-hidden />}
          onClick={() => setAsking('merge')}
        >
          {t('merge.open')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<EyeOff size={14} aria-hidden />}
          onClick={() => setAsking('anonymise')}
        >
          {t('anonymise.open')}
        </Button>
      </div>
      {asking === 'merge' && (
        <MergeDialog
          patron={patron}
          onClose={close}
          onMerged={(patronId) => void navigate({ to: '/desk/patrons/$patronId', params: { patronId } })}
        />
      )}
      {asking === 'anonymise' && <AnonymiseDialog patron={patron} onClose={close} />}
    </Panel>
  );
}
