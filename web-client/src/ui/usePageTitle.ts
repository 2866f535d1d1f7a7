import { useEffect } from 'react';

/** Names the page in the tab and to a screen reader that asks for it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Carrel` : 'Carrel';
  }, [title]);
}
