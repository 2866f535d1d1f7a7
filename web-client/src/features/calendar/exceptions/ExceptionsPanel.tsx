import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Repeat2, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import classes from './ExceptionsPanel.module.css';

export interface ExceptionRow {
  id: string;
  when: string;
  reason: string;
  isYearly?: boolean;
}

interface ExceptionsPanelProps {
  branchId: string;
  title: string;
  none: string;
  add: string;
  /** What the button that takes a row away is called. */
  removeLabel: (reason: string) => string;
  rows: readonly ExceptionRow[] | undefined;
  error: unknown;
  onAdd: () => void;
  remove: (id: string) => Promise<unknown>;
}

/** Days out of the ordinary, soonest first, each with what patrons read of it. */
export function ExceptionsPanel(props: ExceptionsPanelProps) {
  const { branchId, title, none, add, removeLabel, rows, error, onAdd, remove } = props;
  const { t } = useTranslation('calendar');
  const words = useProblemWords();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: () => client.invalidateQueries({ queryKey: ['branches', branchId] }),
  });
  const failure = error ?? removing.error;
  return (
    <Panel
      title={title}
      actions={
        <Button variant="default" size="compact-sm" onClick={onAdd}>
          {add}
        </Button>
      }
    >
      {failure !== null && (
        <Notice tone="refused" isUrgent>
          {words(failure)}
        </Notice>
      )}
      {!rows && failure === null && <Skeleton height={56} />}
      {rows?.length === 0 && <span className={classes.none}>{none}</span>}
      <ul className={classes.list}>
        {rows?.map(({ id, when, reason, isYearly }) => (
          <li key={id}>
            <span>
              <span className={classes.when}>{when}</span>
              {isYearly && (
                <span className={classes.yearly}>
                  <Repeat2 size={14} aria-hidden />
                  {t('closures.yearly')}
                </span>
              )}
              <small>{reason}</small>
            </span>
            <ActionIcon
              aria-label={removeLabel(reason)}
              loading={removing.isPending && removing.variables === id}
              onClick={() => removing.mutate(id)}
            >
              <Trash2 size={16} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
