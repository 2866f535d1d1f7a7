import { CircleAlert, CircleCheck, Info, OctagonX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Notice.module.css';

export type Tone = 'good' | 'attention' | 'refused' | 'info';

export const toneIcons: Record<Tone, LucideIcon> = {
  good: CircleCheck,
  attention: CircleAlert,
  refused: OctagonX,
  info: Info,
};

interface NoticeProps {
  tone: Tone;
  children: ReactNode;
  action?: ReactNode;
  /** Read out at once (a failure the person waits for) rather than when there is a pause. */
  isUrgent?: boolean;
}

/** A sentence about what happened, in place: beside what it is about, never floating over it. */
export function Notice({ tone, children, action, isUrgent = false }: NoticeProps) {
  const Icon = toneIcons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={isUrgent ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={2} aria-hidden className={classes.icon} />
      <div className={classes.words}>{children}</div>
      {action}
    </div>
  );
}
