import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { SITE_STATES } from '@/lib/words';
import { api, bodyOf, keepToken } from './client';
import type { SiteState } from './types';

/** What a list of sites is narrowed to; also a part of the page's address. */
export interface SiteFilter {
  q?: string;
  state?: string;
  sort?: string;
}

export interface EventFilter {
  q?: string;
  state?: string;
  type?: string;
  assignee?: string;
  siteUid?: string;
  sort?: string;
}

/** What a list without states is narrowed to. */
export interface ListFilter {
  q?: string;
  sort?: string;
}

/** What the activity is narrowed to. */
export interface ActivityFilter {
  q?: string;
  by?: 'PERSON' | 'AUTOMATION';
}

export const PAGE_SIZE = 100;

export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: async ({ signal }) => {
        const session = await bodyOf(api.GET('/api/session', { signal }));
        keepToken(session.csrfToken);
        return session;
      },
      staleTime: Number.POSITIVE_INFINITY,
    }),

  settings: () =>
    queryOptions({ queryKey: ['settings'], queryFn: ({ signal }) => bodyOf(api.GET('/api/settings', { signal })) }),

  /** Who paused the work and when, as the audit trail has it. */
  pausedBy: () =>
    queryOptions({
      queryKey: ['activity', 'paused'],
      queryFn: async ({ signal }) => {
        const query = { q: 'pause work', page: 0, size: 1 };
        return (await bodyOf(api.GET('/api/audit', { params: { query }, signal }))).items[0] ?? null;
      },
    }),

  sites: (filter: SiteFilter, page: number, size = PAGE_SIZE) =>
    queryOptions({
      queryKey: ['sites', 'list', filter, page, size],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/sites', { params: { query: { ...known(filter), page, size } }, signal })),
    }),

  /** The console has no address for one site; its uid is found by a search, and matches exactly one. */
  site: (uid: string) =>
    queryOptions({
      queryKey: ['sites', 'one', uid],
      queryFn: async ({ signal }) => {
        const query = { q: uid, page: 0, size: 50 };
        const page = await bodyOf(api.GET('/api/sites', { params: { query }, signal }));
        return page.items.find(site => site.siteUid === uid) ?? null;
      },
    }),

  /** What happened to one site; below activity, since the stream says of both when there is more. */
  timeline: (siteUid: string) =>
    infiniteQueryOptions({
      queryKey: ['activity', 'timeline', siteUid],
      queryFn: ({ signal, pageParam }) =>
        bodyOf(
          api.GET('/api/sites/{siteUid}/timeline', {
            params: { path: { siteUid }, query: { page: pageParam, size: 25 } },
            signal,
          }),
        ),
      initialPageParam: 0,
      getNextPageParam: ({ page }) => ((page.page + 1) * page.size < page.total ? page.page + 1 : undefined),
    }),

  /** How many sites match, in each state; one small call for each, until the console counts them at once. */
  siteCounts: (q = '') =>
    queryOptions({
      queryKey: ['sites', 'counts', q],
      queryFn: async ({ signal }) => {
        const counts = await Promise.all(
          SITE_STATES.map(async state => {
            const query = { ...known({ q }), state: [state], page: 0, size: 1 };
            return [state, (await bodyOf(api.GET('/api/sites', { params: { query }, signal }))).total] as const;
          }),
        );
        return Object.fromEntries(counts) as Record<SiteState, number>;
      },
    }),

  suggestion: (uid: string, name: string) =>
    queryOptions({
      queryKey: ['sites', 'suggestion', uid],
      queryFn: async ({ signal }) => {
        const query = { q: name, page: 0, size: 50 };
        const page = await bodyOf(api.GET('/api/suggestions', { params: { query }, signal }));
        return page.items.find(each => each.siteUid === uid) ?? null;
      },
    }),

  /** One company, with what can be decided about it and how many machines were counted. */
  company: (id: string) =>
    queryOptions({
      queryKey: ['companies', 'one', id],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/companies/{id}', { params: { path: { id } }, signal })),
    }),

  places: (companyId: string) =>
    queryOptions({
      queryKey: ['companies', 'places', companyId],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/companies/{id}/places', { params: { path: { id: companyId } }, signal })),
    }),

  companies: (q: string) =>
    queryOptions({
      queryKey: ['companies', 'available', q],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/companies', { params: { query: { available: true, q, page: 0, size: 30 } }, signal })),
    }),

  installationLink: (uid: string) =>
    queryOptions({
      queryKey: ['installation-link', uid],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/sites/{siteUid}/installation-link', { params: { path: { siteUid: uid } }, signal })),
      staleTime: 0,
      gcTime: 0,
    }),

  events: (filter: EventFilter, page: number, size = PAGE_SIZE) =>
    queryOptions({
      queryKey: ['events', 'list', filter, page, size],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/events', { params: { query: { ...known(filter), page, size } }, signal })),
    }),

  event: (id: string) =>
    queryOptions({
      queryKey: ['events', 'one', id],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/events/{id}', { params: { path: { id } }, signal })),
    }),

  eventTypes: () =>
    queryOptions({
      queryKey: ['events', 'types'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/events/types', { signal })),
    }),

  /** How the installation is, and whether the vendors respond. Services say it every two minutes, so the stream does not. */
  system: () =>
    queryOptions({
      queryKey: ['system'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/system', { signal })),
      refetchInterval: 30_000,
    }),

  sweeps: () =>
    queryOptions({ queryKey: ['sweeps'], queryFn: ({ signal }) => bodyOf(api.GET('/api/sweeps', { signal })) }),

  /** A reset under way is watched closely: it erases what the stream would tell. */
  reset: () =>
    queryOptions({
      queryKey: ['reset'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/tenant/reset', { signal })),
      refetchInterval: query => (query.state.data?.underWay ? 2_000 : false),
    }),

  /** Below settings, since it changes with them. */
  connections: () =>
    queryOptions({
      queryKey: ['settings', 'connections'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/tenant/connections', { signal })),
    }),

  /** How many packages differ from the default one, and what changing them would take. */
  packageEstimate: () =>
    queryOptions({
      queryKey: ['sites', 'package-estimate'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/settings/default-package/application', { signal })),
    }),

  holds: () =>
    queryOptions({
      queryKey: ['holds'],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/deletion-holds', { params: { query: {} }, signal })),
    }),

  activity: (q: string, size: number) =>
    queryOptions({
      queryKey: ['activity', 'list', q, size],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/activity', { params: { query: { q, page: 0, size } }, signal })),
    }),

  activityPage: (filter: ActivityFilter, page: number, size = PAGE_SIZE) =>
    queryOptions({
      queryKey: ['activity', 'page', filter, page, size],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/activity', { params: { query: { ...known(filter), page, size } }, signal })),
    }),

  users: (filter: ListFilter, page: number, size = PAGE_SIZE) =>
    queryOptions({
      queryKey: ['users', 'list', filter, page, size],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/users', { params: { query: { ...known(filter), page, size } }, signal })),
    }),

  plans: () =>
    queryOptions({
      queryKey: ['plans', 'list'],
      queryFn: ({ signal }) =>
        bodyOf(api.GET('/api/plans', { params: { query: { page: 0, size: PAGE_SIZE } }, signal })),
    }),

  plan: (id: string) =>
    queryOptions({
      queryKey: ['plans', 'one', id],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/plans/{id}', { params: { path: { id } }, signal })),
    }),

  /** A group of sites as they were planned; another revision is another list. */
  planSites: (id: string, revision: number, group: string | undefined, page: number, size = PAGE_SIZE) =>
    queryOptions({
      queryKey: ['plans', 'sites', id, revision, group, page, size],
      queryFn: ({ signal }) =>
        bodyOf(
          api.GET('/api/plans/{id}/sites', {
            params: { path: { id }, query: { ...known({ group }), page, size } },
            signal,
          }),
        ),
    }),

  task: (id: string) =>
    queryOptions({
      queryKey: ['tasks', id],
      queryFn: ({ signal }) => bodyOf(api.GET('/api/tasks/{id}', { params: { path: { id } }, signal })),
    }),
};

/** Without what is not set: an empty parameter in an address says nothing. Lists are comma-separated. */
// biome-ignore lint/suspicious/noExplicitAny: the values of several lists of parameters, which the API checks
function known(filter: object): any {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, LISTS.has(name) ? String(value).split(',') : value]),
  );
}

const LISTS = new Set(['state', 'type', 'group']);
