import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Scale } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { policiesQuery, type Policy } from '../../../api/policies';
import { useProblemWords } from '../../../api/words';
import { EmptyState } from '../../../ui/EmptyState';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import { attributeNames } from '../attributes';
import { useAttributeWords, type SomeAttributes } from '../useAttributeWords';
import { useScopeWords } from '../useScopeWords';
import classes from './RulesTab.module.css';

const shown = 6;

const exactness = ({ branch_id, patron_category_id, item_type_id }: Policy): number =>
  [branch_id, patron_category_id, item_type_id].filter((id) => id !== null).length;

/** What a rule says, the first few answers. */
function Says({ attributes }: { attributes: SomeAttributes }) {
  const { t } = useTranslation('policies');
  const { say } = useAttributeWords();
  const set = attributeNames.filter((name) => say(attributes, name) !== null);
  if (set.length === 0) return <>{t('rules.nothing')}</>;
  return (
    <ul className={classes.says}>
      {set.slice(0, shown).map((name) => (
        <li key={name}>
          <span>{t(`attribute.${name}`)}</span> {say(attributes, name)}
        </li>
      ))}
      {set.length > shown && <li>{t('rules.more', { count: set.length - shown })}</li>}
    </ul>
  );
}

/** All rules, each with whom it is for and what it says. */
export function RulesTab() {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const scope = useScopeWords();
  const query = useQuery(policiesQuery());
  // From the general rule to the most exact, as people read them.
  const rows = [...(query.data ?? [])].sort(
    (a, b) => exactness(a) - exactness(b) || scope.say(a).localeCompare(scope.say(b)),
  );
  const columns: readonly Column<Policy>[] = [
    {
      key: 'scope',
      header: t('rules.scope'),
      render: (policy) => (
        <Link to="/desk/policies/$policyId" params={{ policyId: policy.id }}>
          {scope.say(policy)}
        </Link>
      ),
    },
    { key: 'says', header: t('rules.says'), render: ({ attributes }) => <Says attributes={attributes} /> },
  ];
  return (
    <Stack gap="md">
      <div className={classes.head}>
        <Text c="dimmed">{t('rules.lead')}</Text>
        <Button
          leftSection={<Plus size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/desk/policies/new" {...props} />}
        >
          {t('rules.add')}
        </Button>
      </div>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.data?.length === 0 ? (
        <EmptyState icon={Scale} title={t('rules.none')}>
          {t('rules.noneLead')}
        </EmptyState>
      ) : (
        <Table
          caption={t('tab.rules')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.isPending}
        />
      )}
    </Stack>
  );
}
