import { Button, Checkbox, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../../../api/choices';
import type { Versioned } from '../../../api/client';
import { replaceTransfers, transfersQuery, type Transfers } from '../../../api/settings';
import type { Branch } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { forbiddenOf, pairOf, toggled, transfersOf } from './pairs';
import classes from './TransfersTab.module.css';

interface MatrixProps {
  branches: readonly Branch[];
  before: Versioned<Transfers>;
}

function Matrix({ branches, before }: MatrixProps) {
  const { t } = useTranslation('settings');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const client = useQueryClient();
  const [forbidden, setForbidden] = useState(() => forbiddenOf(before.value));
  const saving = useMutation({
    mutationFn: () => replaceTransfers(before, transfersOf(forbidden)),
    onSuccess: () => client.invalidateQueries({ queryKey: transfersQuery().queryKey }),
  });
  return (
    <Stack gap="md">
      {saving.isError && (
        <Notice tone="refused" isUrgent>
          {words(saving.error)}
        </Notice>
      )}
      {saving.isSuccess && <Notice tone="good">{t('saved')}</Notice>}
      {/* Many branches make a wide table: it scrolls by itself, and with the focus along its boxes. */}
      <div className={classes.frame}>
        <table className={classes.matrix}>
          <caption className="visually-hidden">{t('transfers')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('transfer.from')}</th>
              {branches.map(({ id, name }) => (
                <th key={id} scope="col">
                  {t('transfer.to', { branch: name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {branches.map((from) => (
              <tr key={from.id}>
                <th scope="row">{from.name}</th>
                {branches.map((to) => (
                  <td key={to.id}>
                    {from.id !== to.id && (
                      <Checkbox
                        aria-label={t('transfer.pair', { from: from.name, to: to.name })}
                        checked={!forbidden.has(pairOf(from.id, to.id))}
                        onChange={() => setForbidden(toggled(forbidden, pairOf(from.id, to.id)))}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {tUi('save')}
        </Button>
      </div>
    </Stack>
  );
}

/** Between which branches items may travel; every pair is allowed unless its box is cleared. */
export function TransfersTab() {
  const { t } = useTranslation('settings');
  const words = useProblemWords();
  const branches = useQuery(branchesQuery());
  const transfers = useQuery(transfersQuery());
  const error = branches.error ?? transfers.error;
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('transfer.lead')}</Text>
      {error && <Notice tone="refused">{words(error)}</Notice>}
      {!error && !transfers.data && <Skeleton height={160} radius="md" />}
      {branches.data && transfers.data && (
        <Matrix key={transfers.data.etag} branches={branches.data} before={transfers.data} />
      )}
    </Stack>
  );
}
