import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { deskRoutes } from './desk/routes';
import { requireSession } from './guards';
import { loadWords } from './i18n';
import { PageFailed, PageMissing, PagePending } from './PageStates';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: PageMissing });

interface Next {
  /** Where to go afterwards: a path of this app. */
  next?: string | undefined;
}

/** Only a path of ours: an address of another host in a link must not lead anybody there after signing in. */
const readNext = ({ next }: Record<string, unknown>): Next =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/desk/circulate' });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readNext,
  loader: () => loadWords('sign-in'),
  component: lazyRouteComponent(() => import('./entrance/SignIn'), 'SignIn'),
});

const chooseDeskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/choose-desk',
  validateSearch: readNext,
  beforeLoad: requireSession,
  loader: () => loadWords('sign-in'),
  component: lazyRouteComponent(() => import('./entrance/ChooseDesk'), 'ChooseDesk'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, signInRoute, chooseDeskRoute, deskRoutes(rootRoute)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageMissing,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
