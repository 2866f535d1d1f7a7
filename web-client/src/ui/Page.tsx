import type { ReactNode } from 'react';
import classes from './Page.module.css';
import { usePageTitle } from './usePageTitle';

interface PageProps {
  title: string;
  /** A line under the title: what kind of thing this is, its number. */
  lead?: ReactNode;
  /** What stands before the title: initials, an icon. */
  mark?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the desk: its name, what can be done, then the work. */
export function Page({ title, lead, mark, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        {mark}
        <div className={classes.words}>
          <h1>{title}</h1>
          {lead && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
