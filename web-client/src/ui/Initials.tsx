import classes from './Initials.module.css';

/** Stands for a person where there is no picture; the name beside it says who. */
export function Initials({ letters, isLarge = false }: { letters: string; isLarge?: boolean }) {
  return (
    <span className={classes.initials} data-large={isLarge || undefined} aria-hidden>
      {letters}
    </span>
  );
}
