import { Button, Radio, Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leaveMessage, takeDownMessage } from '../../../api/patrons';
import type { Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import classes from './OverviewTab.module.css';
import { usePatronDeed } from './usePatronDeed';

type Audience = Patron['messages'][number]['audience'];

function MessageDialog({ patron, onClose }: { patron: Patron; onClose: () => void }) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fields = useFieldWords();
  const [audience, setAudience] = useState<Audience>('desk');
  const [body, setBody] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const leaving = usePatronDeed(
    patron.id,
    (id: string) => leaveMessage(id, { audience, body: body.trim(), ...(endsOn && { ends_on: endsOn }) }),
    onClose,
  );
  const wrong = fields(leaving.error);
  return (
    <FormDialog
      title={t('messages.add')}
      submit={t('messages.save')}
      isWorking={leaving.isPending}
      failure={leaving.isError ? words(leaving.error) : null}
      onSubmit={() => body.trim() && leaving.mutate(patron.id)}
      onClose={onClose}
    >
      <Radio.Group label={t('messages.audience')} value={audience} onChange={(value) => setAudience(value as Audience)}>
        <Group gap="md" mt="xs">
          <Radio value="desk" label={t('messages.desk')} />
          <Radio value="patron" label={t('messages.patron')} />
        </Group>
      </Radio.Group>
      <Textarea
        label={t('messages.body')}
        data-autofocus
        autosize
        minRows={3}
        value={body}
        error={wrong['body']}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('messages.ends')}
        value={endsOn}
        error={wrong['ends_on']}
        onChange={(event) => setEndsOn(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** What the next colleague, or the patron, is to be told. */
export function MessagesPanel({ patron }: { patron: Patron }) {
  const { t } = useTranslation('patrons');
  const { day, instant } = useFormats();
  const words = useProblemWords();
  const [isAsking, setAsking] = useState(false);
  const removing = usePatronDeed(patron.id, (id: string) => takeDownMessage(patron.id, id));
  return (
    <Panel
      title={t('messages.title')}
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          {t('messages.add')}
        </Button>
      }
    >
      {removing.isError && (
        <Notice tone="refused" isUrgent>
          {words(removing.error)}
        </Notice>
      )}
      {patron.messages.length === 0 && <span className={classes.none}>{t('messages.none')}</span>}
      <ul className={classes.list}>
        {patron.messages.map(({ id, audience, body, ends_on, created_at, created_by }) => (
          <li key={id}>
            <span>
              <span className={classes.text}>{body}</span>
              <small>
                {[
                  t(`messages.${audience}`),
                  ends_on && t('restriction.until', { when: day(ends_on) }),
                  created_by.name,
                  instant(created_at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('messages.removeLabel', { body })}
              loading={removing.isPending && removing.variables === id}
              onClick={() => removing.mutate(id)}
            >
              {t('messages.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {isAsking && <MessageDialog patron={patron} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
