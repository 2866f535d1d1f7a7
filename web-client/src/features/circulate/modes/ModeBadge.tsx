import { ArchiveRestore, BookDown, Gift, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCirculation } from '../desk/session';
import type { Mode } from '../desk/model';
import classes from './ModeBadge.module.css';

const icons: Record<Exclude<Mode, 'automatic'>, LucideIcon> = {
  'check-in': ArchiveRestore,
  'book-drop': BookDown,
  amnesty: Gift,
};

/** Shows in the top bar, on every screen, that scans are not taken as usual. */
export function ModeBadge() {
  const mode = useCirculation(({ settings }) => settings.mode);
  return mode === 'automatic' ? null : <Badge mode={mode} />;
}

function Badge({ mode }: { mode: Exclude<Mode, 'automatic'> }) {
  const { t } = useTranslation('circulate');
  const Icon = icons[mode];
  return (
    <span className={classes.badge}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <span>{t(`mode.${mode}`)}</span>
    </span>
  );
}
