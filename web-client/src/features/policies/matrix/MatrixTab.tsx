import { NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveQuery, type Case } from '../../../api/policies';
import { useSession } from '../../../api/session';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { useAttributeWords } from '../useAttributeWords';
import { useScopeWords } from '../useScopeWords';
import { Explanation } from './Explanation';
import classes from './MatrixTab.module.css';

interface CellProps {
  ofCase: Case;
  category: string;
  type: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** What applies to one category and one item type, as the service resolves it. */
function Cell({ ofCase, category, type, isChosen, onChoose }: CellProps) {
  const { t } = useTranslation('policies');
  const { say, sayFine } = useAttributeWords();
  const { data, isError } = useQuery({ ...resolveQuery(ofCase), staleTime: 60_000 });
  if (isError) return <td>–</td>;
  if (!data) {
    return (
      <td>
        <Skeleton height={40} />
      </td>
    );
  }
  const { matched, attributes } = data;
  const isLent = matched && attributes.loanable !== false;
  const lines = !matched
    ? [t('matrix.noRule')]
    : !isLent
      ? [t('matrix.notLent')]
      : [
          say(attributes, 'loan_length') ?? '–',
          t('matrix.renewals', { count: attributes.renewals_max ?? 0 }),
          sayFine(attributes),
        ];
  return (
    <td data-quiet={!isLent || undefined}>
      <button
        type="button"
        className={classes.cell}
        aria-pressed={isChosen}
        aria-label={t('matrix.explain', { category, type, summary: lines.join(', ') })}
        onClick={onChoose}
      >
        {lines.map((line, place) => (
          <span key={line} className={place === 0 ? classes.first : undefined}>
            {line}
          </span>
        ))}
      </button>
    </td>
  );
}

/** How much a patron of the category may have, wherever the item type does not matter. */
function LimitsCell({ ofCase }: { ofCase: Case }) {
  const { t } = useTranslation('policies');
  const { money } = useFormats();
  const { data } = useQuery({ ...resolveQuery(ofCase), staleTime: 60_000 });
  if (!data) return <td>–</td>;
  const { max_loans: loans, max_balance: balance } = data.limits;
  return (
    <td className={classes.limits}>
      <div>{loans === null ? t('matrix.anyLoans') : t('matrix.loans', { count: loans })}</div>
      {balance !== null && <div>{t('matrix.owes', { amount: money(balance) })}</div>}
    </td>
  );
}

/** Brings the explanation into view when it first appears, its beginning at least. */
const reveal = (panel: HTMLElement | null) => {
  const top = panel?.getBoundingClientRect().top ?? 0;
  if (panel && top > window.innerHeight - 240) panel.scrollIntoView({ block: 'center' });
};

/** Categories down, item types across, at one branch: what applies, read at a glance. */
export function MatrixTab() {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const { branch } = useSession();
  const { branches, categories, types, error } = useScopeWords();
  const [branchId, setBranchId] = useState(branch.id);
  const [chosen, setChosen] = useState<{ categoryId: string; itemTypeId: string } | null>(null);
  const branchName = branches.find(({ id }) => id === branchId)?.name ?? branch.name;
  if (error) return <Notice tone="refused">{words(error)}</Notice>;
  return (
    <Stack gap="md">
      <div className={classes.head}>
        <NativeSelect
          aria-label={t('scope.branch')}
          value={branchId}
          data={branches.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setBranchId(event.currentTarget.value)}
        />
        <Text c="dimmed">{t('matrix.lead')}</Text>
      </div>
      {/* A wide table scrolls by itself, and by keyboard through its cells. */}
      <div className={classes.frame}>
        <table className={classes.table}>
          <caption className="visually-hidden">{t('matrix.label', { branch: branchName })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scope.category')}</th>
              <th scope="col">{t('matrix.limits')}</th>
              {types.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((category) => (
              <tr key={category.id}>
                <th scope="row">{category.name}</th>
                <LimitsCell ofCase={{ branchId, categoryId: category.id, itemTypeId: types[0]?.id ?? '' }} />
                {types.map((type) => (
                  <Cell
                    key={type.id}
                    ofCase={{ branchId, categoryId: category.id, itemTypeId: type.id }}
                    category={category.name}
                    type={type.name}
                    isChosen={chosen?.categoryId === category.id && chosen.itemTypeId === type.id}
                    onChoose={() => setChosen({ categoryId: category.id, itemTypeId: type.id })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen && (
        <div ref={reveal}>
          <Explanation ofCase={{ branchId, ...chosen }} />
        </div>
      )}
    </Stack>
  );
}
