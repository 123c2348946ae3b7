import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { type ActivityFilter, type EventFilter, type ListFilter, queries, type SiteFilter } from '@/api/queries';
import { Empty, Failed, Skeleton } from '@/components/Said';
import { asParam, knownOf, textOf } from '@/lib/filters';
import { SITE_STATES } from '@/lib/words';
import { Shell } from './Shell';

/** All addresses. The console serves each of them; its AppPages lists the first parts. */
const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Shell });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/overview/OverviewPage'), 'OverviewPage'),
});

const SITE_SORTS = ['name', 'state', 'devices', 'company', 'openEvents'].flatMap(each => [each, `-${each}`]);

const sites = createRoute({
  getParentRoute: () => root,
  path: '/sites',
  validateSearch: (given: Record<string, unknown>): SiteFilter => ({
    q: textOf(given.q),
    state: asParam(knownOf(given.state, SITE_STATES)),
    sort: knownOf(given.sort, SITE_SORTS)[0],
  }),
  component: lazyRouteComponent(() => import('@/features/sites/SitesPage'), 'SitesPage'),
});

const SITE_TABS = ['timeline'] as const;

/** What the drawer of a site shows instead of its link. */
interface SiteTab {
  tab?: (typeof SITE_TABS)[number];
}

const site = createRoute({
  getParentRoute: () => sites,
  path: '$siteUid',
  validateSearch: (given: Record<string, unknown>): SiteTab => ({ tab: knownOf(given.tab, SITE_TABS)[0] }),
  component: lazyRouteComponent(() => import('@/features/sites/SiteDrawer'), 'SiteDrawer'),
});

const EVENT_LISTS = ['SNOOZED', 'CLOSED'] as const;
const EVENT_SORTS = ['type', 'source', 'destination', 'openedAt'].flatMap(each => [each, `-${each}`]);

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  validateSearch: (given: Record<string, unknown>): EventFilter => ({
    q: textOf(given.q),
    state: knownOf(given.state, EVENT_LISTS)[0],
    type: textOf(given.type),
    assignee: textOf(given.assignee),
    siteUid: textOf(given.siteUid),
    sort: knownOf(given.sort, EVENT_SORTS)[0],
  }),
  component: lazyRouteComponent(() => import('@/features/events/EventsPage'), 'EventsPage'),
});

const event = createRoute({
  getParentRoute: () => events,
  path: '$eventId',
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(queries.event(params.eventId));
  },
  component: lazyRouteComponent(() => import('@/features/events/EventDrawer'), 'EventDrawer'),
});

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plans',
  component: lazyRouteComponent(() => import('@/features/plans/PlansPage'), 'PlansPage'),
});

const PLAN_GROUPS = ['LOOK', 'LINK', 'CREATE', 'REMOVE', 'LEFT_OUT'] as const;

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plans/$planId',
  validateSearch: (given: Record<string, unknown>): { group?: (typeof PLAN_GROUPS)[number] | undefined } => ({
    group: knownOf(given.group, PLAN_GROUPS)[0],
  }),
  component: lazyRouteComponent(() => import('@/features/plans/PlanPage'), 'PlanPage'),
});

const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  validateSearch: (given: Record<string, unknown>): ActivityFilter => ({
    q: textOf(given.q),
    by: knownOf(given.by, ['PERSON', 'AUTOMATION'])[0],
  }),
  component: lazyRouteComponent(() => import('@/features/activity/ActivityPage'), 'ActivityPage'),
});

const USER_SORTS = ['username', 'name', 'role', 'enabled', 'createdAt'].flatMap(each => [each, `-${each}`]);

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: (given: Record<string, unknown>): ListFilter => ({
    q: textOf(given.q),
    sort: knownOf(given.sort, USER_SORTS)[0],
  }),
  component: lazyRouteComponent(() => import('@/features/users/UsersPage'), 'UsersPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
});

const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/connections', replace: true });
  },
});

const connections = createRoute({
  getParentRoute: () => settings,
  path: 'connections',
  component: lazyRouteComponent(() => import('@/features/settings/ConnectionsPage'), 'ConnectionsPage'),
});

const defaultPackage = createRoute({
  getParentRoute: () => settings,
  path: 'package',
  component: lazyRouteComponent(() => import('@/features/settings/PackagePage'), 'PackagePage'),
});

const synchronisation = createRoute({
  getParentRoute: () => settings,
  path: 'synchronisation',
  component: lazyRouteComponent(() => import('@/features/settings/SynchronisationPage'), 'SynchronisationPage'),
});

const automation = createRoute({
  getParentRoute: () => settings,
  path: 'automation',
  component: lazyRouteComponent(() => import('@/features/settings/AutomationPage'), 'AutomationPage'),
});

const system = createRoute({
  getParentRoute: () => settings,
  path: 'system',
  component: lazyRouteComponent(() => import('@/features/settings/SystemPage'), 'SystemPage'),
});

const danger = createRoute({
  getParentRoute: () => settings,
  path: 'danger',
  component: lazyRouteComponent(() => import('@/features/settings/DangerPage'), 'DangerPage'),
});

const welcome = createRoute({ getParentRoute: () => root, path: '/welcome' });

const welcomeStart = createRoute({
  getParentRoute: () => welcome,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/welcome/$step', params: { step: 'next' }, replace: true });
  },
});

const welcomeStep = createRoute({
  getParentRoute: () => welcome,
  path: '$step',
  component: lazyRouteComponent(() => import('@/features/settings/WelcomePage'), 'WelcomePage'),
});

const tree = root.addChildren([
  overview,
  sites.addChildren([site]),
  events.addChildren([event]),
  plans,
  plan,
  activity,
  users,
  settings.addChildren([settingsStart, connections, defaultPackage, synchronisation, automation, system, danger]),
  welcome.addChildren([welcomeStart, welcomeStep]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: false,
    scrollRestoration: false,
    // Plain values: a search for 0123 is text, and a list is READY,LINKING.
    parseSearch: parseSearchWith(text => text),
    stringifySearch: stringifySearchWith(String),
    defaultPendingComponent: () => <Skeleton lines={6} />,
    defaultErrorComponent: ({ error, reset }) => <Failed failure={error} retry={reset} />,
    defaultNotFoundComponent: () => <Empty title="Not found">There is nothing at this address.</Empty>,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
