import { useTranslation } from 'react-i18next';
import type { Attributes } from '../../api/policies';
import { useFormats } from '../../api/useFormats';
import { isAmount, type AttributeName } from './attributes';

/** Some answers of a rule; those it leaves open are absent or null. */
export type SomeAttributes = { [Name in AttributeName]?: Attributes[Name] | null | undefined };

type ValueWord = 'value.yes';

/** Says what a rule answers, in the words of the desk. */
export function useAttributeWords() {
  const { t } = useTranslation('policies');
  const { money, day } = useFormats();

  const length = (count: number, unit: 'days' | 'hours' | null | undefined): string =>
    unit === 'hours' ? t('unit.hours', { count }) : t('unit.days', { count });

  /** One attribute; null where the rule leaves it open. */
  const say = (attributes: SomeAttributes, name: AttributeName): string | null => {
    const value = attributes[name];
    if (value === null || value === undefined) return null;
    if (name === 'high_demand' && typeof value === 'object') {
      return t('demand', { threshold: value.threshold, length: length(value.length, attributes.loan_unit) });
    }
    if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no');
    if (typeof value === 'number') {
      if (isAmount(name)) return money(value);
      if (name === 'loan_length' || name === 'renewal_length') return length(value, attributes.loan_unit);
      if (name === 'grace' || name === 'fine_every') return length(value, attributes.fine_unit ?? attributes.loan_unit);
      return String(value);
    }
    if (name === 'hard_due_date' && typeof value === 'string') return day(value);
    return typeof value === 'string' ? t(`value.${value}` as ValueWord) : null;
  };

  /** The fine in one phrase: "£0.25 a day". */
  const sayFine = ({ fine_amount, fine_every, fine_unit, loan_unit }: SomeAttributes): string => {
    if (!fine_amount) return t('matrix.noFine');
    const amount = money(fine_amount);
    const count = fine_every ?? 1;
    return (fine_unit ?? loan_unit) === 'hours' ? t('per.hours', { amount, count }) : t('per.days', { amount, count });
  };

  return { say, sayFine, length };
}
