import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { liftRestriction, restrict } from '../../../api/patrons';
import { useSession } from '../../../api/session';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import classes from './OverviewTab.module.css';
import { usePatronDeed } from './usePatronDeed';

function RestrictDialog({ patron, onClose }: { patron: Patron; onClose: () => void }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const restricting = usePatronDeed(
    patron.id,
    (id: string) => restrict(id, { reason: reason.trim(), ...(endsOn && { ends_on: endsOn }) }),
    onClose,
  );
  const wrong = fields(restricting.error);
  return (
    <FormDialog
      title={t('restriction.addTitle')}
      submit={t('restriction.save')}
      isWorking={restricting.isPending}
      failure={restricting.isError ? words(restricting.error) : null}
      onSubmit={() => restricting.mutate(patron.id)}
      onClose={onClose}
    >
      <Textarea
        label={t('restriction.reason')}
        data-autofocus
        value={reason}
        error={wrong['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('restriction.ends')}
        value={endsOn}
        error={wrong['ends_on']}
        onChange={(event) => setEndsOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Why a patron may not borrow for a while; a supervisor lifts it. */
export function RestrictionsPanel({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const { staff } = useSession();
  const { day, instant } = useFormats();
  const words = useProblemWords();
  const [isAsking, setAsking] = useState(false);
  const lifting = usePatronDeed(patron.id, (id: string) => liftRestriction(patron.id, id));
  return (
    <Panel
      title={t('restriction.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          {t('restriction.add')}
        </Button>
      }
    >
      {lifting.isError && (
        <Notice tone="refused" isUrgent>
          {words(lifting.error)}
        </Notice>
      )}
      {patron.restrictions.length === 0 && <span className={classes.none}>{t('restriction.none')}</span>}
      <ul className={classes.list}>
        {patron.restrictions.map(({ id, reason, ends_on, created_at, created_by }) => (
          <li key={id}>
            <span>
              {reason}, {ends_on ? t('restriction.until', { when: day(ends_on) }) : t('restriction.open')}
              <small>{t('restriction.by', { who: created_by?.name ?? '–', when: instant(created_at) })}</small>
            </span>
            {staff.role === 'supervisor' && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('restriction.liftLabel', { reason })}
                loading={lifting.isPending && lifting.variables === id}
                onClick={() => lifting.mutate(id)}
              >
                {t('restriction.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAsking && <RestrictDialog patron={patron} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
