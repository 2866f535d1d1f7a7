import type { ReactNode } from 'react';
import { Wordmark } from '../../ui/Wordmark';
import classes from './Threshold.module.css';

/** Heights of the spines on the shelf at the foot of the page, in percent: a picture, nothing more. */
const spines = [62, 88, 74, 95, 70, 58, 84, 90, 66, 78, 100, 72, 86, 60, 92, 68, 80, 64, 96, 76];

interface ThresholdProps {
  corner: ReactNode;
  children: ReactNode;
}

/** The quiet page around signing in and choosing a desk. */
export function Threshold({ corner, children }: ThresholdProps) {
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Wordmark />
        {corner}
      </header>
      <main className={classes.middle}>
        <div className={classes.card}>{children}</div>
      </main>
      <div className={classes.shelf} aria-hidden>
        {spines.map((height, place) => (
          <span key={place} style={{ height: `${height}%` }} />
        ))}
      </div>
    </div>
  );
}
