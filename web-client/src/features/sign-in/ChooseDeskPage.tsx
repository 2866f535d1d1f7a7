import { Button, Radio, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseDesk } from '../../api/auth';
import { desksQuery } from '../../api/library';
import { useSession } from '../../api/session';
import { useProblemWords } from '../../api/words';
import { Notice } from '../../ui/Notice';
import { usePageTitle } from '../../ui/usePageTitle';
import classes from './form.module.css';
import { placeFor, rememberPlace } from './place';
import { Threshold } from './Threshold';

interface ChooseDeskPageProps {
  corner: ReactNode;
  onChosen: () => void;
  onSignOut: () => void;
}

const noDesk = 'none';

interface Choice {
  value: string;
  name: string;
  code?: string;
}

function Choices({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly Choice[];
  onChange: (value: string) => void;
}) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <div className={classes.choices}>
        {options.map((option) => (
          <Radio.Card
            key={option.value}
            value={option.value}
            className={classes.choice}
            // One stop for Tab, as with any radio buttons; the arrows choose.
            tabIndex={option.value === value ? 0 : -1}
          >
            <span className={classes.choiceBody}>
              <Radio.Indicator size="xs" />
              <span>{option.name}</span>
              {option.code && <span className={classes.code}>{option.code}</span>}
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

export function ChooseDeskPage({ corner, onChosen, onSignOut }: ChooseDeskPageProps) {
  const { t } = useTranslation('sign-in');
  const words = useProblemWords();
  const session = useSession();
  const [branchId, setBranchId] = useState(placeFor(session.branches)?.branchId ?? session.branch.id);
  const [chosenDesk, setChosenDesk] = useState<string | null>(placeFor(session.branches)?.deskId ?? null);
  const desks = useQuery(desksQuery(branchId));
  usePageTitle(t('place.title'));

  const known = desks.data ?? [];
  const deskId = known.some(({ id }) => id === chosenDesk)
    ? chosenDesk
    : chosenDesk === noDesk
      ? null
      : (known[0]?.id ?? null);

  const choosing = useMutation({
    mutationFn: () => chooseDesk(branchId, deskId),
    onSuccess: () => {
      rememberPlace({ branchId, deskId });
      onChosen();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choosing.mutate();
  };

  return (
    <Threshold corner={corner}>
      <div className={classes.head}>
        <h1>{t('place.title')}</h1>
        <p className={classes.lead}>{t('place.lead')}</p>
      </div>
      <form className={classes.form} onSubmit={submit}>
        {(choosing.isError || desks.isError) && (
          <Notice tone="refused" isUrgent>
            {words(choosing.error ?? desks.error)}
          </Notice>
        )}
        <Choices
          label={t('place.branch')}
          value={branchId}
          options={session.branches.map(({ id, name, code }) => ({ value: id, name, code }))}
          onChange={setBranchId}
        />
        {desks.isPending ? (
          <Skeleton height={96} radius="md" />
        ) : (
          <Choices
            label={t('place.desk')}
            value={deskId ?? noDesk}
            options={[
              ...known.map(({ id, name }) => ({ value: id, name })),
              { value: noDesk, name: known.length > 0 ? t('place.anyDesk') : t('place.noDesks') },
            ]}
            onChange={setChosenDesk}
          />
        )}
        <Button type="submit" fullWidth mt={4} loading={choosing.isPending} autoFocus>
          {t('place.submit')}
        </Button>
        <Button variant="subtle" color="gray" fullWidth onClick={onSignOut}>
          {t('place.signOut')}
        </Button>
      </form>
    </Threshold>
  );
}
