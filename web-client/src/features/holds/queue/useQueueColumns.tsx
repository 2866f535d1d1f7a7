import { ActionIcon, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ArrowUpToLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { StatusMark } from '../../../ui/StatusMark';
import type { Column } from '../../../ui/Table';
import { useHoldState } from '../useHoldState';

interface QueueActions {
  isWorking: boolean;
  onMove: (hold: Hold, position: number) => void;
  onChange: (hold: Hold) => void;
  onCancel: (hold: Hold) => void;
}

function Moves({ hold, actions }: { hold: Hold; actions: QueueActions }) {
  const { t } = useTranslation('holds');
  const { position } = hold;
  if (position === null) return null;
  const name = hold.patron?.name ?? t('patron.anyone');
  const isFirst = position === 1;
  const steps = [
    { to: 1, icon: ArrowUpToLine, label: t('queue.first', { name }), isOff: isFirst },
    { to: position - 1, icon: ArrowUp, label: t('queue.up', { name }), isOff: isFirst },
    { to: position + 1, icon: ArrowDown, label: t('queue.down', { name }), isOff: false },
  ];
  return (
    <Group gap={4} wrap="nowrap">
      {steps.map(({ to, icon: Icon, label, isOff }) => (
        <ActionIcon
          key={label}
          variant="default"
          aria-label={label}
          title={isOff ? t('queue.alreadyFirst') : label}
          disabled={isOff || actions.isWorking}
          onClick={() => actions.onMove(hold, to)}
        >
          <Icon size={14} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}

/** The queue of a title, with what can be done about each hold. */
export function useQueueColumns(actions: QueueActions): readonly Column<Hold>[] {
  const { t } = useTranslation('holds');
  const { instant } = useFormats();
  const state = useHoldState();
  return [
    {
      key: 'patron',
      header: t('queue.patron'),
      render: ({ patron }) =>
        patron ? (
          <Link to="/desk/patrons/$patronId" params={{ patronId: patron.id }}>
            {patron.name}
          </Link>
        ) : (
          t('patron.anyone')
        ),
    },
    { key: 'position', header: t('queue.position'), render: ({ position }) => position ?? '–', isNumber: true },
    {
      key: 'state',
      header: t('queue.state'),
      render: (hold) => <StatusMark tone={state(hold).tone}>{state(hold).text}</StatusMark>,
    },
    { key: 'pickup', header: t('queue.pickup'), render: ({ pickup_branch }) => pickup_branch.name },
    {
      key: 'wish',
      header: t('queue.wish'),
      render: ({ item, part }) => item?.barcode ?? part ?? t('queue.anyCopy'),
      isOptional: true,
    },
    {
      key: 'placed',
      header: t('queue.placed'),
      render: ({ placed_at }) => instant(placed_at),
      isFixed: true,
      isOptional: true,
    },
    {
      key: 'actions',
      header: '',
      isFixed: true,
      render: (hold) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Moves hold={hold} actions={actions} />
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('change.openLabel', { title: hold.title.title })}
            onClick={() => actions.onChange(hold)}
          >
            {t('change.open')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('cancel.openLabel', { name: hold.patron?.name ?? '', title: hold.title.title })}
            onClick={() => actions.onCancel(hold)}
          >
            {t('cancel.open')}
          </Button>
        </Group>
      ),
    },
  ];
}
