import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileDown, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/words';
import { save } from '../../lib/save';
import { Notice } from '../../ui/Notice';

interface TakeAwayProps {
  /** What the file is called, without its ending. */
  name: string;
  table: () => Promise<Blob>;
}

/** Takes a list away: as a file with all its rows, or on paper as it stands. */
export function TakeAway({ name, table }: TakeAwayProps) {
  const { t } = useTranslation('reports');
  const words = useProblemWords();
  const fetching = useMutation({ mutationFn: table, onSuccess: (content) => save(`${name}.csv`, content) });
  return (
    <div className="no-print">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<FileDown size={16} aria-hidden />}
          loading={fetching.isPending}
          onClick={() => fetching.mutate()}
        >
          {t('csv')}
        </Button>
        <Button variant="default" leftSection={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </Group>
      {fetching.isError && <Notice tone="refused">{words(fetching.error)}</Notice>}
    </div>
  );
}
