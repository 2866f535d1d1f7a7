import { useTranslation } from 'react-i18next';
import type { FieldSpec } from '../../../ui/RecordField';
import type { FieldGroup } from '../../../ui/RecordForm';
import { attributeGroups, choices, groupNames, isChoice, isYesNo, type AttributeName } from '../attributes';
import { useScopeWords } from '../useScopeWords';
import { demandLength, demandThreshold } from './fields';

/** All a rule can say, every answer may be left open. */
export function usePolicyGroups(): FieldGroup[] {
  const { t } = useTranslation('policies');
  const { branches, categories, types } = useScopeWords();
  const unset = { value: '', label: t('form.unset') };
  const scope = (
    name: string,
    label: string,
    any: string,
    list: readonly { id: string; name: string }[],
  ): FieldSpec => ({
    name,
    label,
    kind: 'choice',
    options: [{ value: '', label: any }, ...list.map((one) => ({ value: one.id, label: one.name }))],
  });
  const field = (name: AttributeName): FieldSpec[] => {
    const label = t(`attribute.${name}`);
    if (name === 'high_demand') {
      return [
        { name: demandThreshold, label: t('form.threshold'), kind: 'number' },
        { name: demandLength, label: t('form.length'), kind: 'number' },
      ];
    }
    if (isChoice(name)) {
      const options = choices[name].map((value) => ({ value, label: t(`value.${value}`) }));
      return [{ name, label, kind: 'choice', options: [unset, ...options] }];
    }
    if (isYesNo(name)) {
      const options = (['yes', 'no'] as const).map((value) => ({ value, label: t(`value.${value}`) }));
      return [{ name, label, kind: 'choice', options: [unset, ...options] }];
    }
    return [{ name, label, kind: name === 'hard_due_date' ? 'date' : 'number' }];
  };
  return [
    {
      title: t('group.scope'),
      fields: [
        scope('branch_id', t('scope.branch'), t('scope.anyBranch'), branches),
        scope('patron_category_id', t('scope.category'), t('scope.anyCategory'), categories),
        scope('item_type_id', t('scope.type'), t('scope.anyType'), types),
      ],
    },
    ...groupNames.map((group) => ({ title: t(`group.${group}`), fields: attributeGroups[group].flatMap(field) })),
  ];
}
