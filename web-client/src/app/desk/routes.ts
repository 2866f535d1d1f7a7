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
  const bySupervisor = { ...at, beforeLoad: requireSupervisor };

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
    ...bySupervisor,
    path: '/staff',
    loader: () => loadWords('staff'),
    component: lazyRouteComponent(supervision, 'StaffList'),
  });
  const staffNew = createRoute({
    ...bySupervisor,
    path: '/staff/new',
    loader: () => loadWords('staff'),
    component: lazyRouteComponent(supervision, 'StaffNew'),
  });
  const staffEdit = createRoute({
    ...bySupervisor,
    path: '/staff/$staffId',
    loader: () => loadWords('staff'),
    component: lazyRouteComponent(supervision, 'StaffEdit'),
  });
  const policies = createRoute({
    ...bySupervisor,
    path: '/policies',
    validateSearch: readPolicyTab,
    loader: () => loadWords('policies'),
    component: lazyRouteComponent(supervision, 'Policies'),
  });
  const policyNew = createRoute({
    ...bySupervisor,
    path: '/policies/new',
    loader: () => loadWords('policies'),
    component: lazyRouteComponent(supervision, 'PolicyNew'),
  });
  const policyEdit = createRoute({
    ...bySupervisor,
    path: '/policies/$policyId',
    loader: () => loadWords('policies'),
    component: lazyRouteComponent(supervision, 'PolicyEdit'),
  });
  const calendar = createRoute({
    ...bySupervisor,
    path: '/calendar',
    loader: () => loadWords('calendar'),
    component: lazyRouteComponent(supervision, 'Calendar'),
  });
  const importList = createRoute({
    ...bySupervisor,
    path: '/imports',
    loader: () => loadWords('imports'),
    component: lazyRouteComponent(imports, 'ImportList'),
  });
  const importNew = createRoute({
    ...bySupervisor,
    path: '/imports/new',
    loader: () => loadWords('imports'),
    component: lazyRouteComponent(imports, 'ImportNew'),
  });
  const importOne = createRoute({
    ...bySupervisor,
    path: '/imports/$importId',
    loader: () => loadWords('imports'),
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
    ...bySupervisor,
    path: '/nights',
    validateSearch: readNightFilter,
    loader: () => loadWords('nights'),
    component: lazyRouteComponent(reports, 'Nights'),
  });
  const audit = createRoute({
    ...bySupervisor,
    path: '/audit',
    validateSearch: readAuditFilter,
    loader: () => loadWords('audit'),
    component: lazyRouteComponent(supervision, 'Audit'),
  });
  const settings = createRoute({
    ...bySupervisor,
    path: '/settings',
    validateSearch: readSettingsTab,
    loader: () => loadWords('settings'),
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
