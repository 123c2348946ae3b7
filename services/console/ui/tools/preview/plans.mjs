// @ts-check
import { back } from './sites.mjs';

/** @typedef {import('../../src/api/schema').components['schemas']} Schemas */
/** @typedef {Schemas['PlanItem']} Plan */
/** @typedef {Schemas['PlanSiteItem']} PlanSite */

/** @param {Schemas['SiteItem']} site @returns {PlanSite} */
function matched(site) {
  const { siteUid, name: siteName, suggestion } = site;
  const base = { siteUid, siteName, included: false, companyId: null, companyName: null, score: null, similar: [] };
  if (site.company) return { ...base, group: 'LEFT_OUT', reason: 'It is linked already.' };
  if (!suggestion) return { ...base, group: 'LEFT_OUT', reason: 'No company matches.' };
  const { companyId, companyName, score } = suggestion;
  const look = score < 90;
  return {
    ...base,
    group: look ? 'LOOK' : 'LINK',
    included: true,
    companyId,
    companyName,
    score,
    reason: look ? `${score} % match: ${suggestion.evidence.join(' ')}` : null,
  };
}

/** @param {Schemas['SiteItem']} site @returns {PlanSite} */
function created(site) {
  const planned = matched(site);
  if (site.company) return planned;
  const similar = site.suggestion
    ? [{ ...site.suggestion, evidence: site.suggestion.evidence }].map(
        ({ companyId, companyName, score, evidence }) => ({
          companyId,
          companyName,
          score,
          evidence,
        }),
      )
    : [];
  const first = similar[0];
  return {
    ...planned,
    group: first ? 'LOOK' : 'CREATE',
    included: !first,
    companyId: null,
    companyName: site.proposedCompanyName,
    score: null,
    reason: first ? `“${first.companyName}” is similar (${first.score} %) and can be linked.` : null,
    similar,
  };
}

const ORDER = ['LOOK', 'LINK', 'CREATE', 'REMOVE', 'LEFT_OUT'];

/** @param {string} id @param {Schemas['SiteItem'][]} sites */
export function sitesOfPlan(id, sites) {
  const planned =
    id === 'p-unlink'
      ? sites
          .filter(site => site.company)
          .map(site => ({
            ...matched(site),
            group: /** @type {const} */ ('REMOVE'),
            included: true,
            companyId: site.company?.id ?? null,
            companyName: site.company?.name ?? null,
            reason: null,
          }))
      : sites.map(id === 'p-create' ? created : matched);
  return planned.sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
}

/** @param {string} id @param {Schemas['SiteItem'][]} sites @returns {Plan} */
export function planOf(id, sites) {
  const planned = sitesOfPlan(id, sites);
  /** @param {string} group */
  const count = group => planned.filter(site => site.group === group).length;
  const changes = planned.filter(site => site.included).length;
  const first = planned[0];
  const ended = id === 'p-stale' || id === 'p-applied';
  return {
    id,
    action: id === 'p-unlink' ? 'UNLINK' : id === 'p-create' ? 'CREATE_COMPANIES' : 'LINK_MATCHES',
    state: id === 'p-stale' ? 'STALE' : id === 'p-applied' ? 'APPLIED' : id === 'p-expired' ? 'EXPIRED' : 'OPEN',
    revision: 1,
    deletePackages: false,
    selection: { all: id !== 'p-unlink', q: id === 'p-create' ? 'dent' : '', states: [] },
    createdBy: '6P8R',
    createdAt: back(id === 'p-expired' ? 1_600 : 3),
    expiresAt: back(id === 'p-expired' ? 160 : -1_437),
    sites: planned.length,
    changes,
    groups: {
      look: count('LOOK'),
      link: count('LINK'),
      create: count('CREATE'),
      remove: count('REMOVE'),
      leftOut: count('LEFT_OUT'),
      takenOut: planned.filter(site => site.similar.length > 0).length,
      unconfirmed: planned.filter(site => site.similar.length > 0).length,
    },
    estimate: {
      gravityZoneCalls: changes * 3,
      dattoCalls: changes * 3,
      seconds: changes,
      basis:
        'Estimated from the calls that a site usually takes, and from Companion’s share of the vendors’ quotas: 480 calls to GravityZone a minute, 240 new companies, 120 reads and 60 writes of site variables. Other work at the same time makes it longer.',
    },
    taskId: id === 'p-applied' ? 'task-1' : null,
    endedBy: ended ? '6P8R' : null,
    endedAt: ended ? back(1) : null,
    stale:
      id === 'p-stale' && first
        ? planned.slice(0, 3).map((site, index) => ({
            siteUid: site.siteUid,
            siteName: site.siteName,
            what:
              index === 0
                ? `The site is now named “${first.siteName} North”.`
                : `The site was linked to ${site.companyName} in the meantime.`,
          }))
        : [],
    replacedBy: null,
  };
}

export const PLAN_IDS = ['p-link', 'p-create', 'p-unlink', 'p-stale', 'p-applied', 'p-expired'];
