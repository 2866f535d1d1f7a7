import { useEffect, useRef } from 'react';

/** Whether typing goes into this element, so that a single letter must not be taken as a command. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'submit', 'reset'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether the event came from something that lies over the page, also when that has just closed and is gone. */
export const isFromOverlay = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

/**
 * Whether an event is the combination, such as `alt+r`, `mod+enter` (Ctrl, or Command on a Mac) or `escape`. Letters and
 * digits are matched by the place of the key, because Alt makes other characters of them on some keyboards.
 */
export function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const wanted = (name: string) => parts.slice(0, -1).includes(name);
  const mod = event.ctrlKey || event.metaKey;
  if (mod !== wanted('mod') || event.altKey !== wanted('alt')) return false;
  if (/^[a-z]$/.test(key)) return event.code === `Key${key.toUpperCase()}` && event.shiftKey === wanted('shift');
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && event.shiftKey === wanted('shift');
  if (key === '?') return event.key === '?';
  return event.key.toLowerCase() === key && event.shiftKey === wanted('shift');
}

/** What each combination does; false says that it was not for us after all. */
export type KeyMap = Record<string, (event: KeyboardEvent) => unknown>;

/** Listens on the whole document while the component is shown; a handled key goes no further. */
export function useKeys(map: KeyMap, isActive = true): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    if (!isActive) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      for (const [combination, act] of Object.entries(latest.current)) {
        if (!matches(event, combination)) continue;
        // A key held down is one command; in a field it goes on typing.
        if (event.repeat && isTyping(event.target) && event.key.length === 1 && !event.altKey) return;
        if (!event.repeat && act(event) === false) continue;
        event.preventDefault();
        return;
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isActive]);
}

/** For a button that does something once: a key held down on it is one click. */
export const holdIsOneClick = (event: { key: string; repeat: boolean; preventDefault: () => void }): void => {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
};
