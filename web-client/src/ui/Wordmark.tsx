import classes from './Wordmark.module.css';

/** The sign of the house: a reading desk seen from the front, and the name. */
export function Wordmark({ isLarge = false }: { isLarge?: boolean }) {
  return (
    <span className={classes.wordmark} data-large={isLarge || undefined}>
      <svg viewBox="0 0 32 32" aria-hidden className={classes.mark}>
        <rect width="32" height="32" rx="7" />
        <path d="M8 24V9.5A1.5 1.5 0 0 1 9.5 8h13A1.5 1.5 0 0 1 24 9.5V24M8 17h16M13 17v-4.500M16.500 17v-3" />
      </svg>
      <span>Carrel</span>
    </span>
  );
}
