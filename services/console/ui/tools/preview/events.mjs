// @ts-check
import { back } from './sites.mjs';

/** @typedef {import('../../src/api/schema').components['schemas']} Schemas */
/** @typedef {Schemas['EventItem']} Event */
/** @typedef {Schemas['SiteItem']} Site */

/** @type {Event['choices'][number]} */
const SNOOZE = {
  action: 'IGNORE',
  label: 'Snooze',
  effect: 'Nothing is changed.',
  needsName: false,
  proposedName: null,
  destructive: false,
};

/**
 * @param {Site | undefined} site
 * @param {Partial<Event> & Pick<Event, 'id' | 'type' | 'title' | 'summary' | 'consequence'>} given
 * @returns {Event}
 */
function event(site, given) {
  const choices = [...(given.choices ?? []), SNOOZE];
  return {
    state: 'OPEN',
    siteUid: site?.siteUid ?? null,
    siteName: site?.name ?? null,
    companyId: site?.company?.id ?? null,
    companyName: site?.company?.name ?? null,
    actions: choices.map(choice => choice.action),
    unavailable: [],
    recommendedAction: choices[0]?.action ?? null,
    facts: 'f1',
    affectedSites: 1,
    level: 'SUGGEST',
    assignee: null,
    openedAt: back(45),
    closedAt: null,
    closedBecause: null,
    snoozeReason: null,
    snoozedUntil: null,
    lastAction: null,
    lastActionBy: null,
    lastActionAt: null,
    lastActionProgress: null,
    lastActionResult: null,
    ...given,
    choices,
  };
}

/** @param {Site[]} sites @returns {Event[]} */
export function events(sites) {
  const named = (/** @type {string} */ name) => sites.find(site => site.name.startsWith(name));
  return [
    event(named('Café'), {
      id: 'e-suspended',
      type: 'COMPANY_SUSPENDED',
      title: 'Company suspended',
      summary: 'The company “Café Lumière Sàrl” is suspended in GravityZone, and not because of a decision here.',
      consequence: 'Its agents expire, and its machines are not protected.',
      openedAt: back(12),
      choices: [
        {
          action: 'ACTIVATE',
          label: 'Activate company',
          effect: 'The company is activated in GravityZone. Its users can sign in again and its agents are renewed.',
          needsName: false,
          proposedName: null,
          destructive: false,
        },
        {
          action: 'UNLINK',
          label: 'Unlink site',
          effect: 'The site variable is removed. The company stays suspended with everything in it.',
          needsName: false,
          proposedName: null,
          destructive: false,
        },
      ],
    }),
    event(named('Bergmann'), {
      id: 'e-name',
      type: 'DESTINATION_CREATION',
      title: 'Company cannot be created',
      summary: 'The name “Bergmann Maschinenbau GmbH” is used in another GravityZone tenant.',
      consequence: 'The site stays without a package, and its devices cannot be protected.',
      openedAt: back(31),
      choices: [
        {
          action: 'CREATE',
          label: 'Create company under another name',
          effect: 'The company is created with the name you give, and the site is linked to it.',
          needsName: true,
          proposedName: 'Bergmann Maschinenbau',
          destructive: false,
        },
      ],
    }),
    event(named('Lindqvist'), {
      id: 'e-moved',
      type: 'DESTINATION_MOVED',
      title: 'Company moved',
      summary: '“Lindqvist Arkitekter AB” was moved below “Archive” in GravityZone.',
      consequence: 'Its package still works. Policies of the other partner apply to it now.',
      assignee: '6P8R',
      choices: [
        {
          action: 'MOVE',
          label: 'Move the company back',
          effect: 'The company is moved below Northwind Managed IT, and this is read back.',
          needsName: false,
          proposedName: null,
          destructive: false,
        },
      ],
    }),
    event(named('Stanhope'), {
      id: 'e-variable',
      type: 'ASSOCIATION_MISSING',
      title: 'Site variable missing',
      state: 'RESOLVING',
      summary: 'The variable of “Stanhope Engineering” was deleted in Datto RMM.',
      consequence: 'No new device of the site is protected.',
      lastAction: 'ASSOCIATE',
      lastActionBy: '6P8R',
      lastActionAt: back(1),
      lastActionProgress: 'The variable is written again and read back.',
    }),
    event(undefined, {
      id: 'e-quota',
      type: 'QUOTA_EXHAUSTED',
      title: 'Rate limit of Datto RMM exhausted',
      summary: 'Another API client of this account uses most of the 600 calls a minute.',
      consequence: 'Changes take longer. Nothing is lost.',
      level: 'OBSERVE',
      affectedSites: 14,
      openedAt: back(180),
    }),
    event(named('Quayside'), {
      id: 'e-renamed',
      type: 'SITE_RENAMED',
      title: 'Site renamed',
      state: 'SNOOZED',
      summary: 'The site is called “Quayside Architects LLP” now, its company “Quayside Architects”.',
      consequence: 'Reports show two names for one customer.',
      snoozeReason: 'The customer renames the company itself in December',
      snoozedUntil: back(-14_400),
      openedAt: back(5_000),
    }),
  ];
}

/** @type {Record<string, string>} */
const TITLES = {
  DESTINATION_CREATION: 'Company cannot be created',
  DESTINATION_MOVED: 'Company moved',
  DESTINATION_DELETED: 'Company deleted',
  ASSOCIATION_MISSING: 'Site variable changed',
  SOURCE_DELETED: 'Site deleted',
  SITE_RENAMED: 'Site renamed',
  SITE_OUT_OF_SCOPE: 'Site no longer managed',
  PACKAGE_MISSING: 'Package missing or renamed',
  PACKAGE_LINK_CHANGED: 'Package link changed',
  COMPANY_SUSPENDED: 'Company suspended',
  NAME_NOT_UNIQUE: 'Company with this name exists',
  MASS_DELETION_SUSPECTED: 'Many deletions at once',
  CREDENTIALS_FAILING: 'Key rejected',
  QUOTA_EXHAUSTED: 'Rate limit used up',
  OUTCOME_UNKNOWN: 'Outcome of a call unknown',
};
const ACTS = new Set([
  'DESTINATION_DELETED',
  'ASSOCIATION_MISSING',
  'SOURCE_DELETED',
  'SITE_RENAMED',
  'SITE_OUT_OF_SCOPE',
  'PACKAGE_MISSING',
  'PACKAGE_LINK_CHANGED',
]);

/** @param {Event[]} all @returns {Schemas['EventTypeCount'][]} */
export function types(all) {
  return Object.entries(TITLES).map(([type, title]) => {
    const own = all.filter(each => each.type === type);
    const count = (/** @type {(event: Event) => boolean} */ which) => own.filter(which).length;
    const isOpen = (/** @type {Event} */ each) => each.state === 'OPEN' || each.state === 'RESOLVING';
    return {
      type: /** @type {Event['type']} */ (type),
      title,
      open: count(isOpen),
      resolving: count(each => each.state === 'RESOLVING'),
      recorded: count(each => isOpen(each) && each.level === 'OBSERVE'),
      snoozed: count(each => each.state === 'SNOOZED'),
      closed: count(each => each.state === 'CLOSED'),
      levels: ACTS.has(type) ? ['OBSERVE', 'SUGGEST', 'ACT'] : ['OBSERVE', 'SUGGEST'],
    };
  });
}
