import classes from './Keys.module.css';

const symbols: Record<string, string> = {
  escape: 'Esc',
  enter: 'Enter',
  alt: 'Alt',
  shift: 'Shift',
  mod: 'Ctrl',
  arrowup: '↑',
  arrowdown: '↓',
};
const onMac: Record<string, string> = { ...symbols, alt: '⌥', shift: '⇧', mod: '⌘' };
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** A combination of keys as it is printed on them: `alt+r`. */
export function Keys({ combination }: { combination: string }) {
  const names = isMac ? onMac : symbols;
  return (
    <span className={classes.keys}>
      {combination.split('+').map((key) => (
        <kbd key={key}>{names[key] ?? key.toUpperCase()}</kbd>
      ))}
    </span>
  );
}
