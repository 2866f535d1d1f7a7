import { Button, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { CalendarPlus, CreditCard, KeyRound, Printer } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextCardQuery, replaceCard, setPin } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { Panel } from '../../../ui/Panel';
import { CardSlip } from './CardSlip';
import classes from './OverviewTab.module.css';
import { RenewCardDialog } from './RenewCardDialog';
import { usePatronDeed } from './usePatronDeed';

interface DialogProps {
  patron: Patron;
  onClose: () => void;
}

function NewCardDialog({ patron, onClose }: DialogProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const [number, setNumber] = useState('');
  const next = useQuery(nextCardQuery(patron.home_branch.id));
  const [old, setOld] = useState<'replaced' | 'lost'>('replaced');
  const giving = usePatronDeed(
    patron.id,
    (id: string) => replaceCard(id, { ...(number.trim() && { number: number.trim() }), old_state: old }),
    onClose,
  );
  return (
    <FormDialog
      title={t('cards.replace')}
      submit={t('cards.save')}
      isWorking={giving.isPending}
      failure={giving.isError ? words(giving.error) : null}
      onSubmit={() => giving.mutate(patron.id)}
      onClose={onClose}
    >
      <TextInput
        label={t('cards.number')}
        description={next.data ? t('form.cardNext', { number: next.data }) : t('form.cardHint')}
        data-autofocus
        autoComplete="off"
        value={number}
        error={fields(giving.error)['number']}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Radio.Group label={t('cards.old')} value={old} onChange={(value) => setOld(value as typeof old)}>
        <Stack gap="xs" mt="xs">
          <Radio value="replaced" label={t('cards.oldReplaced')} />
          <Radio value="lost" label={t('cards.oldLost')} />
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

function PinDialog({ patron, onClose }: DialogProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const [pin, setPinText] = useState('');
  const setting = usePatronDeed(patron.id, (id: string) => setPin(id, pin), onClose);
  return (
    <FormDialog
      title={t('pin.title')}
      lead={t('pin.lead')}
      submit={t('pin.save')}
      isWorking={setting.isPending}
      failure={setting.isError ? words(setting.error) : null}
      onSubmit={() => setting.mutate(patron.id)}
      onClose={onClose}
    >
      <PasswordInput
        label={t('pin.field')}
        data-autofocus
        inputMode="numeric"
        autoComplete="off"
        // No eye that uncovers it: staff do not see a PIN.
        visible={false}
        rightSection={<span />}
        value={pin}
        error={fields(setting.error)['pin']}
        onChange={(event) => setPinText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** The cards a patron has and had, and the PIN that goes with them. */
export function CardsPanel({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const [asking, setAsking] = useState<'card' | 'pin' | 'renew' | 'slip' | null>(null);
  const close = useCallback(() => setAsking(null), []);
  return (
    <Panel title={t('cards.title')}>
      <ul className={classes.list}>
        {patron.cards.map(({ number, state }) => (
          <li key={number}>
            <span className="tabular">{number}</span>
            <span className={state === 'active' ? undefined : classes.none}>{t(`cards.${state}`)}</span>
          </li>
        ))}
        <li>
          <span>{t('details.pin')}</span>
          <span className={patron.has_pin ? undefined : classes.none}>
            {patron.has_pin ? t('details.pinSet') : t('details.pinMissing')}
          </span>
        </li>
      </ul>
      <div className={classes.buttons}>
        {patron.expires_on && (
          <Button
            variant={patron.expires_soon || patron.has_outgrown_category ? 'filled' : 'default'}
            size="compact-sm"
            leftSection={<CalendarPlus size={14} aria-hidden />}
            onClick={() => setAsking('renew')}
          >
            {t('renew.open')}
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<CreditCard size={14} aria-hidden />}
          onClick={() => setAsking('card')}
        >
          {t('cards.replace')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<KeyRound size={14} aria-hidden />}
          onClick={() => setAsking('pin')}
        >
          {t('pin.set')}
        </Button>
        {patron.card_number && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Printer size={14} aria-hidden />}
            onClick={() => setAsking('slip')}
          >
            {t('slip.print')}
          </Button>
        )}
      </div>
      {asking === 'renew' && <RenewCardDialog patron={patron} onClose={close} />}
      {asking === 'slip' && <CardSlip patron={patron} onPrinted={close} />}
      {asking === 'card' && <NewCardDialog patron={patron} onClose={close} />}
      {asking === 'pin' && <PinDialog patron={patron} onClose={close} />}
    </Panel>
  );
}
