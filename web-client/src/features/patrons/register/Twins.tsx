import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { duplicatesQuery, type DuplicateSearch } from '../../../api/patrons';
import { useFormats } from '../../../api/useFormats';
import { Notice } from '../../../ui/Notice';
import classes from './Register.module.css';

const shown = 4;

/** People who may have a card already, before somebody gets a second one. */
export function Twins({ person }: { person: DuplicateSearch }) {
  const { t } = useTranslation('patrons');
  const { day } = useFormats();
  const { data = [] } = useQuery(duplicatesQuery(person));
  const twins = data.slice(0, shown);
  if (twins.length === 0) return null;
  return (
    <div className={classes.twins}>
      <Notice tone={twins.some(({ is_warning }) => is_warning) ? 'attention' : 'info'}>
        <strong>{t('form.twin')}</strong>
        <ul aria-label={t('form.twin')}>
          {twins.map((twin) => (
            <li key={twin.id}>
              <span>
                <strong>{twin.name}</strong>
                <small>
                  {[
                    twin.birth_on && day(twin.birth_on),
                    twin.card_number,
                    ...twin.matched_by.map((likeness) => t(`form.like.${likeness}`)),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              <Link
                to="/desk/patrons/$patronId"
                params={{ patronId: twin.id }}
                aria-label={t('form.openLabel', { name: twin.name })}
              >
                {t('form.open')}
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
