import { Button, Group, Modal, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarQuery } from '../../../api/library';
import { useSession } from '../../../api/session';
import { useFormats } from '../../../api/useFormats';
import { instantOf, wallDate, wallTime } from '../../../lib/zone';
import { lastClosing } from './lastClosing';

interface BookDropDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** The instant the items count as returned at; null is now. */
  onChosen: (returnedAt: string | null) => void;
}

const lookBackDays = 10;
const dayMs = 86_400_000;

/** Asks when the book drop was emptied. */
export function BookDropDialog(props: BookDropDialogProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t('drop.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <BookDropForm {...props} />
    </Modal>
  );
}

function BookDropForm({ onChosen, onClose }: BookDropDialogProps) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  const { branch } = useSession();
  const { instant } = useFormats();
  const [now] = useState(() => new Date());
  const from = wallDate(new Date(now.getTime() - lookBackDays * dayMs), branch.zone);
  const { data: days, isPending } = useQuery(calendarQuery(branch.id, from, wallDate(now, branch.zone)));
  const closing = days ? lastClosing(days, branch.zone, now) : null;
  const [picked, setPicked] = useState<string | null>(null);
  const [wall, setWall] = useState(() => wallTime(now, branch.zone));
  const choice = picked ?? (closing ? 'closing' : 'now');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChosen(choice === 'closing' ? closing : choice === 'other' ? instantOf(wall, branch.zone) : null);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('drop.lead')}</Text>
        {isPending ? (
          <Skeleton height={96} />
        ) : (
          <Radio.Group value={choice} onChange={setPicked} aria-label={t('drop.title')}>
            <Stack gap="xs">
              {closing && <Radio value="closing" autoFocus label={t('drop.closing', { when: instant(closing) })} />}
              <Radio value="now" autoFocus={!closing} label={t('drop.now')} />
              <Radio value="other" label={t('drop.other')} />
            </Stack>
          </Radio.Group>
        )}
        {choice === 'other' && (
          <TextInput
            type="datetime-local"
            label={t('drop.at')}
            value={wall}
            max={wallTime(now, branch.zone)}
            required
            onChange={(event) => setWall(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tUi('cancel')}
          </Button>
          <Button type="submit">{t('drop.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
