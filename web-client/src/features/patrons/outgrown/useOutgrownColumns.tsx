import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutgrownPatron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import type { Column } from '../../../ui/Table';
import classes from './Outgrown.module.css';

function useAgeWords(): (patron: Pick<OutgrownPatron, 'min_age' | 'max_age'>) => string {
  const { t } = useTranslation('patrons');
  return ({ min_age: from, max_age: to }) => {
    if (from !== null && to !== null) return t('outgrown.ages', { from, to });
    return from !== null ? t('outgrown.fromAge', { from }) : t('outgrown.toAge', { to });
  };
}

/** What the list says of each patron, and what can be done about it. */
export function useOutgrownColumns(action: (patron: OutgrownPatron) => ReactNode): readonly Column<OutgrownPatron>[] {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  const ages = useAgeWords();
  return [
    {
      key: 'name',
      header: t('column.name'),
      render: ({ id, name }) => (
        <Link to="/desk/patrons/$patronId" params={{ patronId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'age', header: t('outgrown.age'), render: ({ age }) => age, isNumber: true },
    { key: 'born', header: t('column.born'), render: ({ birth_on }) => day(birth_on), isFixed: true, isOptional: true },
    {
      key: 'category',
      header: t('column.category'),
      render: (patron) => (
        <>
          {patron.category.name} <span className={classes.ages}>{ages(patron)}</span>
        </>
      ),
    },
    {
      key: 'suggested',
      header: t('outgrown.suggested'),
      render: ({ suggested_category: fitting }) =>
        fitting ? fitting.name : <span className={classes.ages}>{t('outgrown.noneFits')}</span>,
    },
    { key: 'home', header: t('column.home'), render: ({ home_branch }) => home_branch.name, isOptional: true },
    {
      key: 'expires',
      header: t('column.expires'),
      render: ({ expires_on }) => (expires_on ? day(expires_on) : t('details.never')),
      isFixed: true,
      isOptional: true,
    },
    { key: 'action', header: '', render: action, isFixed: true },
  ];
}
