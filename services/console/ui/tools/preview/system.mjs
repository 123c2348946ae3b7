// @ts-check
/** @typedef {import('../../src/api/schema').components['schemas']} Schemas */
import { back } from './sites.mjs';

const HOUR = 60;

/** @param {string} service @param {number} started @returns {Schemas['InstanceItem']} */
const instance = (service, started) => ({
  id: `${service}-7d41`,
  version: '0.1.0',
  startedAt: back(started),
  state: 'READY',
  notReady: [],
  lag: service === 'mapper' ? 3 : 0,
  saidAt: back(1),
});

/** @type {Schemas['AccountItem'][]} */
const accounts = [
  ['poller', 'DATTO_RMM', 214],
  ['poller', 'GRAVITYZONE', null],
  ['provisioner', 'DATTO_RMM', 231],
  ['provisioner', 'GRAVITYZONE', null],
].map(([service, api, used]) => ({
  service: String(service),
  api: /** @type {Schemas['AccountItem']['api']} */ (api),
  state: 'OK',
  detail: null,
  since: back(26 * HOUR),
  quotaUsed: typeof used === 'number' ? used : null,
  quotaLimit: typeof used === 'number' ? 600 : null,
  suspicion: null,
  saidAt: back(4),
}));

/** @type {Schemas['SystemItem']} */
export const system = {
  at: back(0),
  console: { version: '0.1.0', viewAsOf: back(0) },
  services: ['poller', 'mapper', 'provisioner', 'event-resolver', 'console'].map(service => ({
    service,
    state: 'READY',
    instances: [instance(service, service === 'poller' ? 3 * HOUR : 26 * HOUR)],
  })),
  restarts: [
    ...['poller', 'console', 'event-resolver', 'provisioner', 'mapper'].map((service, index) => ({
      service,
      instance: `${service}-7d41`,
      version: '0.1.0',
      startedAt: back(index === 0 ? 3 * HOUR : 26 * HOUR),
      state: /** @type {const} */ ('READY'),
      lastHeardOf: back(1),
    })),
    {
      service: 'poller',
      instance: 'poller-19ac',
      version: '0.1.0',
      startedAt: back(26 * HOUR),
      state: 'LOST',
      lastHeardOf: back(3 * HOUR + 4),
    },
  ],
  accounts:
    process.env.TROUBLE === 'vendors'
      ? accounts.map(each => (each.api === 'GRAVITYZONE' ? { ...each, state: 'CREDENTIALS_REJECTED' } : each))
      : accounts,
  checks: { sites: back(2), companies: back(2), links: back(11) },
};

/** @param {number} sites @param {number} companies @returns {Schemas['SweepsItem']} */
export const sweeps = (sites, companies) => ({
  lists: [
    {
      api: 'DATTO_RMM',
      reading: false,
      first: false,
      known: sites,
      onDemand: 4,
      read: null,
      total: null,
      lastReadAt: back(2),
    },
    {
      api: 'GRAVITYZONE',
      reading: false,
      first: false,
      known: companies,
      onDemand: null,
      read: null,
      total: null,
      lastReadAt: back(2),
    },
  ],
  requestedAt: back(200),
  endedAt: back(199),
  linkSearch: null,
  possible: true,
});

/** @type {Schemas['HoldItem']} */
export const hold = {
  kind: 'SITES',
  setId: 'set-1',
  missing: 12,
  known: 41,
  examples: ['Aldgate Dental Practice', 'Baker & Sons Joinery', 'Café Lumière Sàrl'],
  names: ['Aldgate Dental Practice', 'Baker & Sons Joinery', 'Café Lumière Sàrl'],
  since: back(7),
  decision: null,
};

/** @type {Schemas['ResetItem']} */
export const reset = {
  underWay: null,
  last: {
    at: back(9 * 24 * HOUR),
    by: '6P8R',
    receipt: 'rmm.sites 41, gravityzone.companies 16, links 12, link-statuses 12, suggestions 9, discrepancies 4',
    kept: 'What was published is kept until 3 December 2026: requests and changes until 12 December, the audit trail until 30 May 2027. Nothing was changed at the vendors.',
  },
};

/** @type {Schemas['AddOnItem'][]} */
export const addOns = [
  { addOn: 'edrSensor', packages: 0, covered: 0, leftOut: 0, foundAt: null },
  { addOn: 'patchManagement', packages: 12, covered: 10, leftOut: 1, foundAt: back(26) },
  { addOn: 'exchangeProtection', packages: 0, covered: 0, leftOut: 0, foundAt: null },
  { addOn: 'fullDiskEncryption', packages: 0, covered: 0, leftOut: 0, foundAt: null },
];

/** @type {Schemas['ConnectionItem'][]} */
export const connections = [
  { vendor: 'DATTO_RMM', connected: true, disconnected: null },
  process.env.TROUBLE === 'disconnected'
    ? {
        vendor: 'GRAVITYZONE',
        connected: false,
        disconnected: {
          at: back(7),
          by: '6P8R',
          removed: 'https://cloud.gravityzone.bitdefender.com/api, key …c41e, company “Northwind Managed IT”',
          links: 12,
        },
      }
    : { vendor: 'GRAVITYZONE', connected: true, disconnected: null },
];

/** @param {Schemas['SiteItem']} site @returns {Schemas['CompanyDetails']} */
export function companyOf(site) {
  return {
    id: site.company?.id ?? '',
    name: site.company?.name ?? '',
    type: 'CUSTOMER',
    suspended: false,
    parentId: 'root',
    path: 'Northwind Managed IT',
    createdAt: back(90 * 24 * HOUR),
    site: { uid: site.siteUid, name: site.name, devices: site.devices },
    machines: { count: 14, countedAt: back(2) },
    decisions: ['SUSPEND', 'ACTIVATE', 'MOVE', 'DELETE', 'COUNT'].map(action => ({
      action: /** @type {Schemas['Decision']['action']} */ (action),
      why: null,
    })),
    decided: null,
  };
}
