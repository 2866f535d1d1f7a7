/** What the keyboard does on Circulate; the help on `?` lists it. */
export const shortcuts = [
  { keys: 'enter', word: 'shortcuts.scan' },
  { keys: 'escape', word: 'shortcuts.escape' },
  { keys: 'mod+enter', word: 'shortcuts.goOn' },
  { keys: 'alt+a', word: 'shortcuts.automatic' },
  { keys: 'alt+i', word: 'shortcuts.checkIn' },
  { keys: 'alt+k', word: 'shortcuts.bookDrop' },
  { keys: 'alt+y', word: 'shortcuts.amnesty' },
  { keys: 'alt+r', word: 'shortcuts.renewAll' },
  { keys: 'alt+l', word: 'shortcuts.loans' },
  { keys: 'alt+p', word: 'shortcuts.slip' },
  { keys: 'alt+o', word: 'shortcuts.onSite' },
  { keys: 'alt+u', word: 'shortcuts.dueDate' },
  { keys: 'alt+m', word: 'shortcuts.sound' },
] as const;
