import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { limitsQuery, policiesQuery, resolveQuery, type Case, type ResolvedPolicy } from '../../../api/policies';
import { useFormats } from '../../../api/useFormats';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { attributeGroups, groupNames, isLimitAmount, limitNames } from '../attributes';
import { useAttributeWords } from '../useAttributeWords';
import { useScopeWords } from '../useScopeWords';
import classes from './Explanation.module.css';

/** The rule an answer comes from, in words and as a link to it. */
function Source({ policyId }: { policyId: string | undefined }) {
  const { t } = useTranslation('policies');
  const { say } = useScopeWords();
  const { data: policies } = useQuery(policiesQuery());
  const policy = policies?.find(({ id }) => id === policyId);
  if (!policyId) return <span className={classes.unset}>{t('why.unset')}</span>;
  return (
    <Link to="/desk/policies/$policyId" params={{ policyId }}>
      {policy ? say(policy) : '…'}
    </Link>
  );
}

function Limits({ resolved }: { resolved: ResolvedPolicy }) {
  const { t } = useTranslation('policies');
  const { money } = useFormats();
  const { say } = useScopeWords();
  const { data: rows } = useQuery(limitsQuery());
  return (
    <tbody>
      <tr>
        <th scope="colgroup" colSpan={3} className={classes.group}>
          {t('why.limits')}
        </th>
      </tr>
      {limitNames.map((name) => {
        const value = resolved.limits[name];
        const row = rows?.find(({ id }) => id === resolved.limit_sources[name]);
        return (
          <tr key={name} data-unset={value === null || undefined}>
            <th scope="row">{t(`limit.${name}`)}</th>
            <td>{value === null ? '–' : isLimitAmount(name) ? money(value) : value}</td>
            <td>{row ? say(row) : <span className={classes.unset}>{t('why.unset')}</span>}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

/** Every answer for one case, and which rule gives it. */
export function Explanation({ ofCase }: { ofCase: Case }) {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const { say } = useAttributeWords();
  const { branches, categories, types } = useScopeWords();
  const query = useQuery(resolveQuery(ofCase));
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? '';
  const title = t('why.title', {
    category: nameIn(categories, ofCase.categoryId),
    type: nameIn(types, ofCase.itemTypeId),
    branch: nameIn(branches, ofCase.branchId),
  });
  const resolved = query.data;
  return (
    <Panel title={title}>
      {query.isError && <Notice tone="refused">{words(query.error)}</Notice>}
      {query.isPending && <Skeleton height={240} />}
      {resolved && !resolved.matched && <Notice tone="attention">{t('why.none')}</Notice>}
      {resolved && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('why.attribute')}</th>
              <th scope="col">{t('why.value')}</th>
              <th scope="col">{t('why.source')}</th>
            </tr>
          </thead>
          {groupNames.map((group) => (
            <tbody key={group}>
              <tr>
                <th scope="colgroup" colSpan={3} className={classes.group}>
                  {t(`group.${group}`)}
                </th>
              </tr>
              {attributeGroups[group].map((name) => {
                const value = say(resolved.attributes, name);
                return (
                  <tr key={name} data-unset={value === null || undefined}>
                    <th scope="row">{t(`attribute.${name}`)}</th>
                    <td>{value ?? '–'}</td>
                    <td>
                      <Source policyId={resolved.sources[name]} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          ))}
          <Limits resolved={resolved} />
        </table>
      )}
    </Panel>
  );
}
