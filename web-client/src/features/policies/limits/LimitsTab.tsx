import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { limitsQuery, type PatronLimits } from '../../../api/policies';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import { isLimitAmount, limitNames } from '../attributes';
import classes from '../rules/RulesTab.module.css';
import { useScopeWords } from '../useScopeWords';
import { LimitsDialog } from './LimitsDialog';

/** How much a patron may have or owe, by branch and category. */
export function LimitsTab() {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const scope = useScopeWords();
  const { money } = useFormats();
  const [asking, setAsking] = useState<PatronLimits | 'new' | null>(null);
  const query = useQuery(limitsQuery());
  const columns: readonly Column<PatronLimits>[] = [
    {
      key: 'scope',
      header: t('rules.scope'),
      render: (row) => (
        <Button variant="transparent" color="dark" h="auto" p={0} onClick={() => setAsking(row)}>
          {scope.say({ branch_id: row.branch_id, patron_category_id: row.patron_category_id })}
        </Button>
      ),
    },
    ...limitNames.map((name) => ({
      key: name,
      header: t(`limit.${name}`),
      isNumber: true,
      render: (row: PatronLimits) => {
        const value = row[name];
        return value === null ? '–' : isLimitAmount(name) ? money(value) : value;
      },
    })),
  ];
  return (
    <Stack gap="md">
      <div className={classes.head}>
        <Text c="dimmed">{t('limits.lead')}</Text>
        <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAsking('new')}>
          {t('limits.add')}
        </Button>
      </div>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.data?.length === 0 ? (
        <EmptyState icon={Gauge} title={t('limits.none')}>
          {t('limits.noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('tab.limits')}
          columns={columns}
          rows={query.data ?? []}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
      {asking && <LimitsDialog row={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />}
    </Stack>
  );
}
