import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../../api/session';
import { ModeBadge } from '../../features/circulate/modes/ModeBadge';
import { isBoolean, recall, remember } from '../../lib/browserStorage';
import { isTyping, useKeys } from '../../lib/keys';
import { lazyNamed } from '../../ui/lazyNamed';
import classes from './DeskShell.module.css';
import { MovedNotice } from './MovedNotice';
import { BottomBar, SideNavigation } from './Navigation';
import { TopBar } from './TopBar';

const ShortcutHelp = lazyNamed(() => import('./ShortcutHelp'), 'ShortcutHelp');

/** Where nothing was chosen, a screen too narrow for both leaves the room to the work. */
const isNarrow = (): boolean => window.matchMedia('(width < 62em)').matches;

/** The frame around every screen of the desk. */
export function DeskShell() {
  const { t } = useTranslation('app');
  const { session } = useSessionState();
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const [isFolded, setFolded] = useState(() => recall('navigation-folded', isBoolean) ?? isNarrow());
  const [isHelpOpen, help] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);

  const fold = () => {
    setFolded(!isFolded);
    remember('navigation-folded', !isFolded);
  };

  useKeys({
    '?': ({ target }) => {
      const isEmptyField = target instanceof HTMLInputElement && target.value === '';
      if (isTyping(target) && !isEmptyField) return false;
      help.open();
    },
    'alt+1': () => void navigate({ to: '/desk/circulate' }),
    'alt+2': () => void navigate({ to: '/desk/patrons' }),
    'alt+3': () => void navigate({ to: '/desk/catalogue', search: {} }),
    'alt+b': fold,
  });

  // The session ended under this screen: sign in again and come back here. Once, since the way there is a location, too.
  useEffect(() => {
    if (!session && pathname.startsWith('/desk')) void navigate({ to: '/sign-in', search: { next: href } });
  }, [session, navigate, href, pathname]);

  // A new page is read from its beginning, unless it put the focus where work starts.
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const inside = main.current?.contains(document.activeElement) ?? false;
    if (!inside) main.current?.focus({ preventScroll: true });
  }, [pathname]);

  if (!session) return null;
  return (
    <div className={classes.shell} data-folded={isFolded || undefined}>
      <a href="#work" className={classes.skip}>
        {t('skip')}
      </a>
      <TopBar
        onHelp={help.open}
        modes={
          <Suspense>
            <ModeBadge />
          </Suspense>
        }
      />
      <SideNavigation isFolded={isFolded} onFold={fold} />
      <main id="work" ref={main} tabIndex={-1} className={classes.main}>
        <MovedNotice />
        <Outlet />
      </main>
      <BottomBar />
      <Suspense>{isHelpOpen && <ShortcutHelp isOpen onClose={help.close} />}</Suspense>
    </div>
  );
}
