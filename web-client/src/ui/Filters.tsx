import type { ReactNode } from 'react';
import classes from './Filters.module.css';

/** What a list is narrowed to: fields side by side, under each other where there is no room. Not printed. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className={`${classes.filters} no-print`}>{children}</div>;
}
