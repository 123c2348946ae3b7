// @ts-check
/**
 * Serves the built pages with made-up data, under the console's own policy, for looking at them: npm run preview, then
 * http://localhost:4173. SITES=50000 makes a long list, FAIL=/api/sites lets these calls fail, with STATUS=401 as if the session had ended. Changes are accepted and do
 * nothing. TROUBLE=vendors, holds or fresh shows a vendor that rejects the key, deletions that wait, or nothing connected. Answers are of the types that the OpenAPI document gives, so a change of it fails the type check here.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { events, types } from './preview/events.mjs';
import { PLAN_IDS, planOf, sitesOfPlan } from './preview/plans.mjs';
import { back, sites } from './preview/sites.mjs';
import { addOns, companyOf, connections, hold, reset, sweeps, system } from './preview/system.mjs';
import { timelineOf } from './preview/timeline.mjs';

/** @typedef {import('../src/api/schema').components['schemas']} Schemas */

const PORT = Number(process.env.PORT ?? 4173);
const DIST = resolve(
  fileURLToPath(new URL('..', import.meta.url)),
  process.env.COMPANION_UI_OUT ?? '../target/preview',
);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** @type {Record<string, string>} */
const KIND = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.woff2': 'font/woff2' };
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0a56c0" stroke-width="2.4"><circle cx="8.5" cy="12" r="5.5"/><circle cx="15.5" cy="12" r="5.5"/></svg>';

const allSites = sites(Number(process.env.SITES ?? 41));
const allEvents = events(allSites);

/** @type {Schemas['SessionItem']} */
const session = {
  tenant: { id: 't1', name: 'Northwind Managed IT' },
  integrationConfigured: true,
  csrfToken: 'token',
  apiKeyLastFour: '6P8R',
  demo: null,
};
/** @type {Schemas['SettingsItem']} */
const settings = {
  tenant: session.tenant,
  integrationConfigured: true,
  rmm: { apiUrl: 'https://merlot-api.centrastage.net', apiKeyLastFour: '6P8R' },
  gravityZone: {
    accessUrl: 'https://cloud.gravityzone.bitdefender.com/api',
    apiKeyLastFour: 'c41e',
    rootCompany: { id: 'root', name: 'Northwind Managed IT' },
    rootClaim: 'HELD',
    conflict: null,
  },
  defaultPackage: {
    modules: {
      advancedAntiExploit: true,
      advancedThreatControl: true,
      firewall: true,
      contentControl: true,
      networkAttackDefense: true,
    },
    addOns: { patchManagement: true },
    language: 'en_US',
    removeCompetitors: true,
  },
  observation: { guardFloor: 5, guardPercent: 10, userEmails: false },
  policies: {
    ASSOCIATION_MISSING: 'ACT',
    PACKAGE_MISSING: 'ACT',
    PACKAGE_LINK_CHANGED: 'ACT',
    SITE_RENAMED: 'SUGGEST',
    QUOTA_EXHAUSTED: 'OBSERVE',
  },
  suggestions: 'SUGGEST',
  healing: true,
  paused: false,
};
/** @type {Schemas['Task']} */
const task = {
  id: 'task-1',
  type: 'CREATE_LINKS',
  state: 'RUNNING',
  createdAt: back(1),
  total: 3,
  done: 1,
  failed: 0,
  cancelled: 0,
  cancellable: 1,
  estimatedSecondsLeft: 42,
  message: null,
  items: allSites.slice(0, 3).map((site, index) => ({
    siteUid: site.siteUid,
    siteName: site.name,
    eventId: null,
    state: /** @type {const} */ (['SUCCEEDED', 'RUNNING', 'PENDING'])[index] ?? 'PENDING',
    step: index === 1 ? 'LINK_READY' : null,
    reason: index === 1 ? 'WAITING_FOR_VENDOR' : null,
    message: index === 1 ? 'GravityZone is building the installation package. The work continues automatically.' : null,
    doneAt: index === 0 ? back(0) : null,
  })),
};

/** @type {Schemas['ActivityItem'][]} */
const activity = allSites
  .filter(site => site.state === 'READY')
  .flatMap((site, index) => {
    /** @param {number} minutes @param {string} actor @param {string} action */
    const line = (minutes, actor, action) => ({
      at: back(index * 97 + minutes),
      actor,
      byPerson: actor === '6P8R',
      action,
      target: site.name,
      targetUid: site.siteUid,
      before: null,
      after: null,
      why: null,
    });
    return [
      line(44, 'provisioner', 'Link ready: everything verified'),
      line(45, 'provisioner', 'Site variable written'),
      line(47, 'provisioner', 'Installation package created'),
      line(48, 'provisioner', 'Company created'),
      line(49, '6P8R', 'Site linked'),
    ];
  })
  .sort((a, b) => b.at.localeCompare(a.at));

/** @type {Schemas['UserItem'][]} */
const users = [
  'Ada Becker',
  'Bram de Wit',
  'Chiara Romano',
  'Dylan Hughes',
  'Élise Marchand',
  'Farid Haddad',
  'Greta Lund',
].map((name, index) => ({
  userKey: `u${index}`,
  username: index === 3 ? null : name.toLowerCase().replace(' ', '.'),
  firstName: name.split(' ')[0] ?? null,
  lastName: name.split(' ').slice(1).join(' '),
  enabled: index !== 4,
  role: index % 3 === 0 ? 'Administrator' : 'Technician',
  createdAt: back(index * 40_000 + 9_000),
}));

/** @template T @param {T[]} all @param {URLSearchParams} query */
function page(all, query) {
  const size = Number(query.get('size') ?? 50);
  const number = Number(query.get('page') ?? 0);
  return { items: all.slice(number * size, number * size + size), page: number, size, total: all.length };
}

/** @param {URLSearchParams} query @param {string} name */
const listOf = (query, name) => (query.get(name) ?? '').split(',').filter(Boolean);

/** @type {Record<string, (site: Schemas['SiteItem']) => string | number>} */
const ORDER = {
  name: site => site.name,
  state: site => site.state,
  devices: site => site.devices ?? -1,
  company: site => site.company?.name ?? '',
  openEvents: site => site.openEvents,
};

/** @param {URLSearchParams} query */
function matchingSites(query) {
  const q = (query.get('q') ?? '').toLowerCase();
  const states = listOf(query, 'state');
  const sort = query.get('sort') ?? 'name';
  const by = ORDER[sort.replace('-', '')] ?? (site => site.name);
  const found = allSites
    .filter(site => states.length === 0 || states.includes(site.state))
    .filter(site => `${site.name} ${site.company?.name ?? ''} ${site.siteUid}`.toLowerCase().includes(q))
    .sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
  return sort.startsWith('-') ? found.reverse() : found;
}

/** @param {URLSearchParams} query */
function matchingEvents(query) {
  const states = listOf(query, 'state');
  return allEvents
    .filter(each => (states.length === 0 ? each.state !== 'CLOSED' : states.includes(each.state)))
    .filter(each => !query.get('type') || query.get('type') === each.type)
    .filter(each => !query.get('siteUid') || query.get('siteUid') === each.siteUid);
}

/** @type {Schemas['CompanyItem'][]} */
const companies = allSites
  .filter(site => site.suggestion !== null)
  .map(site => ({
    id: site.suggestion?.companyId ?? '',
    name: site.suggestion?.companyName ?? '',
    type: 'CUSTOMER',
    suspended: false,
    linkedSiteUid: null,
    available: true,
    path: 'Northwind Managed IT',
  }));

/** @param {string} path @param {URLSearchParams} query @returns {unknown} */
function answer(path, query) {
  const part = path.split('/');
  switch (`/${part[1]}/${part[2]}`) {
    case '/api/session':
      return session;
    case '/api/settings':
      if (path.endsWith('/application')) return { links: 5, calls: 25, seconds: 15, withoutAddOn: 1, addOns };
      return process.env.TROUBLE === 'fresh'
        ? { ...settings, rmm: null, gravityZone: null, integrationConfigured: false }
        : settings;
    case '/api/system':
      return system;
    case '/api/sweeps':
      return sweeps(allSites.length, companies.length);
    case '/api/tenant':
      return part[3] === 'connections' ? connections : reset;
    case '/api/sites':
      if (part[4] === 'timeline') {
        const site = allSites.find(each => each.siteUid === part[3]);
        const lines = site && site.state !== 'UNLINKED' ? timelineOf(site) : [];
        return site && { page: page(lines, query), watchedSince: back(12 * 24 * 60), droppedUntil: null };
      }
      if (part[4] !== 'installation-link') return page(matchingSites(query), query);
      return {
        siteUid: part[3],
        packageId: 'p1',
        windowsLink: 'https://cloud.gravityzone.bitdefender.com/Packages/BSTWIN/0/setupdownloader_[aHR0cHM6].exe',
      };
    case '/api/suggestions':
      return page(
        allSites.flatMap(({ suggestion, siteUid, name }) => {
          if (suggestion === null || !name.includes(query.get('q') ?? '')) return [];
          const { companyId, companyName, score, evidence } = suggestion;
          const candidates = [{ companyId, companyName, score, evidence }];
          return [
            {
              siteUid,
              siteName: name,
              state: 'SUGGESTED',
              candidates,
              dispute: null,
              exact: score === 100,
              linkedBefore: false,
            },
          ];
        }),
        query,
      );
    case '/api/companies':
      if (part[4] === 'places') {
        return [
          { id: 'root', name: 'Northwind Managed IT' },
          { id: 'p1', name: 'Northwind South · Northwind Managed IT' },
        ];
      }
      if (part[3]) {
        const linked = allSites.find(site => site.company?.id === part[3]);
        return linked && companyOf(linked);
      }
      return page(
        companies.filter(each => each.name.toLowerCase().includes((query.get('q') ?? '').toLowerCase())),
        query,
      );
    case '/api/events':
      if (part[3] === 'types') return types(allEvents);
      if (part[3]) return allEvents.find(each => each.id === part[3]);
      return page(matchingEvents(query), query);
    case '/api/activity':
      return page(
        activity.filter(line => line.target.includes(query.get('q') ?? '')),
        query,
      );
    case '/api/users':
      return page(
        users.filter(each =>
          `${each.firstName} ${each.lastName} ${each.username}`
            .toLowerCase()
            .includes((query.get('q') ?? '').toLowerCase()),
        ),
        query,
      );
    case '/api/audit':
      return page([], query);
    case '/api/deletion-holds':
      return page(process.env.TROUBLE === 'holds' ? [hold] : [], query);
    case '/api/plans': {
      const id = part[3] ?? '';
      if (part[4] === 'sites') {
        const groups = listOf(query, 'group');
        const planned = sitesOfPlan(id, allSites);
        return page(
          planned.filter(site => groups.length === 0 || groups.includes(site.group)),
          query,
        );
      }
      if (id) return PLAN_IDS.includes(id) ? planOf(id, allSites) : undefined;
      return page(
        PLAN_IDS.map(each => planOf(each, allSites)),
        query,
      );
    }
    case '/api/tasks':
      return task;
    default:
      return undefined;
  }
}

createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  response.setHeader('Content-Security-Policy', POLICY);
  if (url.pathname === '/api/stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const say = (/** @type {string} */ name) => response.write(`event: ${name}\ndata: {}\n\n`);
    say('hello');
    const timer = setInterval(() => say('alive'), 5_000);
    request.on('close', () => clearInterval(timer));
    return;
  }
  if (url.pathname.startsWith('/api/')) {
    if (process.env.FAIL && url.pathname.startsWith(process.env.FAIL)) {
      const detail = 'The console is still loading its data. Try again in a few seconds.';
      const status = Number(process.env.STATUS ?? 503);
      response.writeHead(status, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Still starting', detail, status }));
      return;
    }
    const made = /^\/api\/plans(\/[^/]+\/(renewal|choice))?$/.test(url.pathname) ? planOf('p-link', allSites) : null;
    const body = request.method === 'GET' ? answer(url.pathname, url.searchParams) : (made ?? { taskId: task.id });
    const status = body === undefined ? 404 : request.method === 'GET' ? 200 : 202;
    response.writeHead(status, { 'Content-Type': status === 404 ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(body ?? { title: 'Not found', detail: 'There is nothing at this address.', status }));
    return;
  }
  if (url.pathname === '/favicon.svg') {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
    response.end(ICON);
    return;
  }
  const file = join(DIST, normalize(url.pathname));
  const isFile = file.startsWith(DIST) && extname(file) !== '' && existsSync(file);
  response.writeHead(200, { 'Content-Type': KIND[isFile ? extname(file) : '.html'] ?? 'application/octet-stream' });
  createReadStream(isFile ? file : join(DIST, 'index.html')).pipe(response);
}).listen(PORT, '127.0.0.1', () => console.log(`http://localhost:${PORT}/`));
