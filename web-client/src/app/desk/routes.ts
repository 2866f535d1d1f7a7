import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { requireDesk, requireSupervisor } from '../guards';
import { loadWords } from '../i18n';
import {
  readAuditFilter,
  readNightFilter,
  readPatronTab,
  readPolicyTab,
  readReportSearch,
  readSettingsTab,
  readTitleSearch,
} from './search';

const patrons = () => import('./patronRoutes');
const catalogue = () => import('./catalogueRoutes');
const supervision = () => import('./supervisionRoutes');
const imports = () => import('./importRoutes');
const reports = () => import('./reportRoutes');

/** Everything under /desk: for staff who are signed in and have a desk. */
export function deskRoutes<Parent extends AnyRoute>(parent: Parent) {
  const deskRoute = createRoute({
    getParentRoute: () => parent,
    path: '/desk',
    beforeLoad: requireDesk,
    component: lazyRouteComponent(() => import('./DeskShell'), 'DeskShell'),
  });
  const at = { getParentRoute: () => deskRoute };
  const ofPatrons = { ...at, loader: () => loadWords('patrons', 'holds') };
  const ofCatalogue = { ...at, loader: () => loadWords('catalogue', 'holds') };
  const supervised = (words: string) => ({ ...at, beforeLoad: requireSupervisor, loader: () => loadWords(words) });

  // Each in a variable of its own: written into `addChildren`, a route forgets the type of its path.
  const index = createRoute({
    ...at,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/desk/circulate' });
    },
  });
  const circulate = createRoute({
    ...at,
    path: '/circulate',
    loader: () => loadWords('circulate'),
    component: lazyRouteComponent(() => import('../../features/circulate/CirculatePage'), 'CirculatePage'),
  });

  const patronSearch = createRoute({
    ...ofPatrons,
    path: '/patrons',
    component: lazyRouteComponent(() => import('../../features/patrons/search/PatronSearchPage'), 'PatronSearchPage'),
  });
  const register = createRoute({
    ...ofPatrons,
    path: '/patrons/new',
    component: lazyRouteComponent(patrons, 'Register'),
  });
  const outgrown = createRoute({
    ...ofPatrons,
    path: '/patrons/outgrown',
    component: lazyRouteComponent(() => import('../../features/patrons/outgrown/OutgrownPage'), 'OutgrownPage'),
  });
  const patron = createRoute({
    ...ofPatrons,
    path: '/patrons/$patronId',
    validateSearch: readPatronTab,
    component: lazyRouteComponent(patrons, 'PatronRecord'),
  });
  const patronEdit = createRoute({
    ...ofPatrons,
    path: '/patrons/$patronId/edit',
    component: lazyRouteComponent(patrons, 'PatronEdit'),
  });

  const titleSearch = createRoute({
    ...ofCatalogue,
    path: '/catalogue',
    validateSearch: readTitleSearch,
    component: lazyRouteComponent(catalogue, 'TitleSearch'),
  });
  const briefTitles = createRoute({
    ...ofCatalogue,
    path: '/catalogue/brief',
    component: lazyRouteComponent(catalogue, 'BriefTitles'),
  });
  const bulkChange = createRoute({
    ...ofCatalogue,
    path: '/catalogue/bulk',
    beforeLoad: requireSupervisor,
    component: lazyRouteComponent(catalogue, 'BulkChange'),
  });
  const titleNew = createRoute({
    ...ofCatalogue,
    path: '/titles/new',
    component: lazyRouteComponent(catalogue, 'TitleNew'),
  });
  const title = createRoute({
    ...ofCatalogue,
    path: '/titles/$titleId',
    component: lazyRouteComponent(catalogue, 'TitleRecord'),
  });
  const titleEdit = createRoute({
    ...ofCatalogue,
    path: '/titles/$titleId/edit',
    component: lazyRouteComponent(catalogue, 'TitleEdit'),
  });
  const itemNew = createRoute({
    ...ofCatalogue,
    path: '/titles/$titleId/items/new',
    component: lazyRouteComponent(catalogue, 'ItemNew'),
  });
  const item = createRoute({
    ...ofCatalogue,
    path: '/items/$itemId',
    component: lazyRouteComponent(catalogue, 'ItemRecord'),
  });
  const itemEdit = createRoute({
    ...ofCatalogue,
    path: '/items/$itemId/edit',
    component: lazyRouteComponent(catalogue, 'ItemEdit'),
  });

  const pullList = createRoute({
    ...at,
    path: '/pull-list',
    loader: () => loadWords('holds'),
    component: lazyRouteComponent(() => import('../../features/holds/pull/PullListPage'), 'PullListPage'),
  });
  const holdShelf = createRoute({
    ...at,
    path: '/hold-shelf',
    loader: () => loadWords('holds'),
    component: lazyRouteComponent(() => import('../../features/holds/shelf/HoldShelfPage'), 'HoldShelfPage'),
  });

  const staffList = createRoute({
    ...supervised('staff'),
    path: '/staff',
    component: lazyRouteComponent(supervision, 'StaffList'),
  });
  const staffNew = createRoute({
    ...supervised('staff'),
    path: '/staff/new',
    component: lazyRouteComponent(supervision, 'StaffNew'),
  });
  const staffEdit = createRoute({
    ...supervised('staff'),
    path: '/staff/$staffId',
    component: lazyRouteComponent(supervision, 'StaffEdit'),
  });
  const policies = createRoute({
    ...supervised('policies'),
    path: '/policies',
    validateSearch: readPolicyTab,
    component: lazyRouteComponent(supervision, 'Policies'),
  });
  const policyNew = createRoute({
    ...supervised('policies'),
    path: '/policies/new',
    component: lazyRouteComponent(supervision, 'PolicyNew'),
  });
  const policyEdit = createRoute({
    ...supervised('policies'),
    path: '/policies/$policyId',
    component: lazyRouteComponent(supervision, 'PolicyEdit'),
  });
  const calendar = createRoute({
    ...supervised('calendar'),
    path: '/calendar',
    component: lazyRouteComponent(supervision, 'Calendar'),
  });
  const importList = createRoute({
    ...supervised('imports'),
    path: '/imports',
    component: lazyRouteComponent(imports, 'ImportList'),
  });
  const importNew = createRoute({
    ...supervised('imports'),
    path: '/imports/new',
    component: lazyRouteComponent(imports, 'ImportNew'),
  });
  const importOne = createRoute({
    ...supervised('imports'),
    path: '/imports/$importId',
    component: lazyRouteComponent(imports, 'ImportOne'),
  });
  const reportLists = createRoute({
    ...at,
    path: '/reports',
    validateSearch: readReportSearch,
    loader: () => loadWords('reports'),
    component: lazyRouteComponent(reports, 'Reports'),
  });
  const nights = createRoute({
    ...supervised('nights'),
    path: '/nights',
    validateSearch: readNightFilter,
    component: lazyRouteComponent(reports, 'Nights'),
  });
  const audit = createRoute({
    ...supervised('audit'),
    path: '/audit',
    validateSearch: readAuditFilter,
    component: lazyRouteComponent(supervision, 'Audit'),
  });
  const settings = createRoute({
    ...supervised('settings'),
    path: '/settings',
    validateSearch: readSettingsTab,
    component: lazyRouteComponent(supervision, 'Settings'),
  });

  return deskRoute.addChildren([
    index,
    circulate,
    patronSearch,
    register,
    outgrown,
    patron,
    patronEdit,
    titleSearch,
    briefTitles,
    bulkChange,
    titleNew,
    title,
    titleEdit,
    itemNew,
    item,
    itemEdit,
    pullList,
    holdShelf,
    staffList,
    staffNew,
    staffEdit,
    policies,
    policyNew,
    policyEdit,
    calendar,
    importList,
    importNew,
    importOne,
    reportLists,
    nights,
    audit,
    settings,
  ]);
}
