import { Modal } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../../features/circulate/shortcuts';
import { Keys } from '../../ui/Keys';
import classes from './ShortcutHelp.module.css';

const everywhere = [
  { keys: '?', word: 'shortcuts.help' },
  { keys: 'alt+1', word: 'shortcuts.toCirculate' },
  { keys: 'alt+2', word: 'shortcuts.toPatrons' },
  { keys: 'alt+3', word: 'shortcuts.toCatalogue' },
  { keys: 'alt+b', word: 'shortcuts.fold' },
] as const;

interface ShortcutHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

interface ShortcutListProps {
  title: string;
  rows: readonly { keys: string; words: string }[];
}

function ShortcutList({ title, rows }: ShortcutListProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={classes.list}>
        {rows.map(({ keys, words }) => (
          <div key={keys}>
            <dt>{words}</dt>
            <dd>
              <Keys combination={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Lists() {
  const { t } = useTranslation('app');
  const { t: tCirculate } = useTranslation('circulate');
  return (
    <>
      <ShortcutList
        title={t('shortcuts.everywhere')}
        rows={everywhere.map(({ keys, word }) => ({ keys, words: t(word) }))}
      />
      <ShortcutList
        title={tCirculate('shortcuts.title')}
        rows={shortcuts.map(({ keys, word }) => ({ keys, words: tCirculate(word) }))}
      />
    </>
  );
}

/** What the keyboard can do, on `?`. */
export function ShortcutHelp({ isOpen, onClose }: ShortcutHelpProps) {
  const { t } = useTranslation('app');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <Suspense>
        <Lists />
      </Suspense>
    </Modal>
  );
}
