import { ActionIcon, Button, NativeSelect, SegmentedControl, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  ArchiveRestore,
  ArrowLeftRight,
  BookDown,
  CalendarClock,
  Gift,
  MapPinHouse,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../lib/keys';
import { lazyNamed } from '../../../ui/lazyNamed';
import type { Mode } from '../desk/model';
import { circulation, useCirculation } from '../desk/session';
import { setMuted, useMuted } from '../desk/sounds';
import classes from './ModeBar.module.css';
import { NextScan } from './NextScan';

const BookDropDialog = lazyNamed(() => import('./BookDropDialog'), 'BookDropDialog');
const AmnestyDialog = lazyNamed(() => import('./AmnestyDialog'), 'AmnestyDialog');
const DueDateDialog = lazyNamed(() => import('./DueDateDialog'), 'DueDateDialog');

const modes = [
  { mode: 'automatic', icon: ArrowLeftRight },
  { mode: 'check-in', icon: ArchiveRestore },
  { mode: 'book-drop', icon: BookDown },
  { mode: 'amnesty', icon: Gift },
] as const;

/** How the next scans are taken; what is not the usual stays in sight while it is on. */
export function ModeBar({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('circulate');
  const settings = useCirculation((state) => state.settings);
  const hasPatron = useCirculation((state) => state.patron !== null);
  const isMuted = useMuted();
  const isPhone = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  const [asking, setAsking] = useState<'drop' | 'amnesty' | 'due' | null>(null);

  const choose = (mode: Mode) => {
    if (mode === 'book-drop') setAsking('drop');
    else if (mode === 'amnesty') setAsking('amnesty');
    else circulation.change({ mode });
  };
  const close = () => {
    setAsking(null);
    requestAnimationFrame(onDone);
  };
  const canWish = hasPatron && settings.mode === 'automatic';
  const toggleOnSite = () => canWish && circulation.change({ isOnSite: !settings.isOnSite });
  useKeys(
    {
      'alt+a': () => choose('automatic'),
      'alt+i': () => choose('check-in'),
      'alt+k': () => choose('book-drop'),
      'alt+y': () => choose('amnesty'),
      'alt+o': toggleOnSite,
      'alt+u': () => canWish && setAsking('due'),
      'alt+m': () => setMuted(!isMuted),
    },
    asking === null,
  );
  const sound = isMuted ? t('sound.off') : t('sound.on');

  return (
    <div className={classes.bar}>
      <div className={classes.controls}>
        {isPhone ? (
          <NativeSelect
            size="sm"
            className={classes.choice}
            aria-label={t('mode.label')}
            value={settings.mode}
            onChange={(event) => choose(event.currentTarget.value as Mode)}
            data={modes.map(({ mode }) => ({ value: mode, label: t(`mode.${mode}`) }))}
          />
        ) : (
          <SegmentedControl
            size="xs"
            aria-label={t('mode.label')}
            value={settings.mode}
            onChange={(mode) => choose(mode as Mode)}
            data={modes.map(({ mode, icon: Icon }) => ({
              value: mode,
              label: (
                <span className={classes.mode}>
                  <Icon size={15} strokeWidth={1.75} aria-hidden />
                  {t(`mode.${mode}`)}
                </span>
              ),
            }))}
          />
        )}
        <div className={classes.wishes}>
          <Button
            size="compact-sm"
            variant={settings.isOnSite ? 'light' : 'subtle'}
            color={settings.isOnSite ? 'quill' : 'gray'}
            aria-pressed={settings.isOnSite}
            disabled={!canWish}
            leftSection={<MapPinHouse size={15} aria-hidden />}
            onClick={toggleOnSite}
          >
            {t('onSite')}
          </Button>
          <Button
            size="compact-sm"
            variant={settings.dueAt ? 'light' : 'subtle'}
            color={settings.dueAt ? 'quill' : 'gray'}
            disabled={!canWish}
            leftSection={<CalendarClock size={15} aria-hidden />}
            onClick={() => setAsking('due')}
          >
            {t('dueDate.button')}
          </Button>
          <Tooltip label={sound}>
            <ActionIcon size={28} aria-label={sound} aria-pressed={!isMuted} onClick={() => setMuted(!isMuted)}>
              {isMuted ? <VolumeX size={16} strokeWidth={1.75} /> : <Volume2 size={16} strokeWidth={1.75} />}
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <NextScan onChange={() => setAsking(settings.mode === 'amnesty' ? 'amnesty' : 'drop')} />
      <Suspense>
        {asking === 'drop' && (
          <BookDropDialog
            isOpen
            onClose={close}
            onChosen={(returnedAt) => circulation.change({ mode: 'book-drop', returnedAt })}
          />
        )}
        {asking === 'amnesty' && (
          <AmnestyDialog
            isOpen
            reason={settings.amnestyReason}
            onClose={close}
            onChosen={(amnestyReason) => circulation.change({ mode: 'amnesty', amnestyReason })}
          />
        )}
        {asking === 'due' && (
          <DueDateDialog
            isOpen
            dueAt={settings.dueAt}
            onClose={close}
            onChosen={(dueAt) => circulation.change({ dueAt })}
          />
        )}
      </Suspense>
    </div>
  );
}
