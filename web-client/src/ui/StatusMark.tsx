import { toneIcons, type Tone } from './Notice';
import classes from './StatusMark.module.css';

/** A status in a row: icon, word and colour. */
export function StatusMark({ tone, children }: { tone: Tone | 'quiet'; children: string }) {
  const Icon = tone === 'quiet' ? null : toneIcons[tone];
  return (
    <span className={classes.mark} data-tone={tone}>
      {Icon && <Icon size={14} strokeWidth={2} aria-hidden />}
      {children}
    </span>
  );
}
