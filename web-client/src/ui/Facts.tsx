import type { ReactNode } from 'react';
import classes from './Facts.module.css';

export interface FactRow {
  label: string;
  value: ReactNode;
  tone?: 'attention' | 'refused' | undefined;
}

/** Label and value, aligned: the facts of a record. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(({ label, value, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-tone={tone}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
