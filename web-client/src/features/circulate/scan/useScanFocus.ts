import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { isTyping } from '../../../lib/keys';

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

/** On a phone the keyboard would jump up at every touch; there the box waits to be touched. */
const isTouch = (): boolean => window.matchMedia('(pointer: coarse)').matches;

interface ScanFocus {
  field: RefObject<HTMLInputElement | null>;
  focus: () => void;
}

/** Keeps the scan box ready: the focus comes back to it after every click, and a scan meant for it always gets there. */
export function useScanFocus(): ScanFocus {
  const field = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => field.current?.focus({ preventScroll: true }), []);

  useEffect(() => {
    if (!isTouch()) focus();
    const comeBack = () => {
      if (isTouch()) return;
      requestAnimationFrame(() => {
        if (!isDialogOpen() && !isTyping(document.activeElement)) focus();
      });
    };
    const catchScan = (event: KeyboardEvent) => {
      const isCharacter = event.key.length === 1 && event.key !== ' ' && event.key !== '?';
      if (!isCharacter || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isTyping(event.target) && !isDialogOpen()) focus();
    };
    const afterClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a[href]')) return;
      comeBack();
    };
    document.addEventListener('click', afterClick);
    document.addEventListener('keydown', catchScan);
    window.addEventListener('focus', comeBack);
    return () => {
      document.removeEventListener('click', afterClick);
      document.removeEventListener('keydown', catchScan);
      window.removeEventListener('focus', comeBack);
    };
  }, [focus]);

  return { field, focus };
}
