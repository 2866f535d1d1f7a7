import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeGuardian } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { GuardianDialog } from './GuardianDialog';
import classes from './OverviewTab.module.css';
import { usePatronDeed } from './usePatronDeed';

function PatronLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/desk/patrons/$patronId" params={{ patronId: id }}>
      {name}
    </Link>
  );
}

/** Who answers for a child, and whom this patron answers for. */
export function FamilyPanel({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const [isAsking, setAsking] = useState(false);
  const removing = usePatronDeed(patron.id, (id: string) => removeGuardian(patron.id, id));
  const { guardians, children } = patron;
  return (
    <Panel
      title={t('family.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          {t('family.add')}
        </Button>
      }
    >
      {removing.isError && (
        <Notice tone="refused" isUrgent>
          {words(removing.error)}
        </Notice>
      )}
      {guardians.length + children.length === 0 && <span className={classes.none}>{t('family.none')}</span>}
      {guardians.length > 0 && <h3 className={classes.label}>{t('family.guardians')}</h3>}
      <ul className={classes.list}>
        {guardians.map(({ patron: guardian, sees_charges, sees_loans }) => (
          <li key={guardian.id}>
            <span>
              <PatronLink {...guardian} />
              <small>
                {[sees_charges && t('family.charges'), sees_loans && t('family.loans')].filter(Boolean).join(' · ')}
              </small>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('family.removeLabel', { name: guardian.name })}
              loading={removing.isPending && removing.variables === guardian.id}
              onClick={() => removing.mutate(guardian.id)}
            >
              {t('family.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {children.length > 0 && <h3 className={classes.label}>{t('family.children')}</h3>}
      <ul className={classes.list}>
        {children.map((child) => (
          <li key={child.id}>
            <PatronLink {...child} />
          </li>
        ))}
      </ul>
      {isAsking && <GuardianDialog patron={patron} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
