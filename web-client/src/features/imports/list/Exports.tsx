import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exportTable, type TableKind } from '../../../api/imports';
import { useProblemWords } from '../../../api/words';
import { save } from '../../../lib/save';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';

const kinds = ['patrons', 'items', 'loans', 'balances'] as const satisfies readonly TableKind[];

/** All of a kind as a table, which an import takes in again. */
export function Exports() {
  const { t } = useTranslation('imports');
  const words = useProblemWords();
  const exporting = useMutation({
    mutationFn: exportTable,
    onSuccess: (content, kind) => save(`${kind}.csv`, content),
  });
  return (
    <Panel title={t('exports')}>
      <p>{t('exportsLead')}</p>
      <Group gap="xs">
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            leftSection={<FileDown size={16} aria-hidden />}
            loading={exporting.isPending && exporting.variables === kind}
            disabled={exporting.isPending}
            onClick={() => exporting.mutate(kind)}
          >
            {t(`kind.${kind}`)}
          </Button>
        ))}
      </Group>
      {exporting.isError && <Notice tone="refused">{words(exporting.error)}</Notice>}
    </Panel>
  );
}
