// @ts-check
/** What happened to one site, from when it was seen to a verified link and an event after it. */
import { back } from './sites.mjs';

/** @typedef {import('../../src/api/schema').components['schemas']} Schemas */

const TRACE = '6561c8a07a3b4c4d8e5f0123456789ab';
const DAY = 24 * 60;

/**
 * @param {number} minutes
 * @param {Schemas['TimelineItem']['stage']} stage
 * @param {string} actor
 * @param {string} what
 * @param {Partial<Schemas['TimelineItem']>} [more]
 * @returns {Schemas['TimelineItem']}
 */
function line(minutes, stage, actor, what, more = {}) {
  return {
    at: back(minutes),
    stage,
    actor,
    byPerson: stage === 'REQUESTED',
    what,
    before: null,
    after: null,
    detail: null,
    traceId: null,
    ...more,
  };
}

/** @param {Schemas['SiteItem']} site @returns {Schemas['TimelineItem'][]} */
export function timelineOf(site) {
  const company = site.company?.name ?? `${site.name} Ltd`;
  const request = { traceId: TRACE };
  return [
    line(41, 'RESULT', 'event-resolver', 'Event closed', {
      after: 'Site variable changed',
      detail: 'The variable has the installation link again.',
    }),
    line(42, 'CALLED', 'provisioner', 'Site variable written'),
    line(43, 'DECIDED', 'event-resolver', 'Event is being resolved', { after: 'Site variable changed' }),
    line(44, 'SEEN', 'provisioner', 'Site variable changed outside Companion'),
    line(DAY + 3, 'RESULT', 'provisioner', 'Link ready: everything verified', request),
    line(DAY + 4, 'CALLED', 'provisioner', 'Site variable written', request),
    line(DAY + 6, 'CALLED', 'provisioner', 'Installation package created', { ...request, after: 'Companion default' }),
    line(DAY + 7, 'SEEN', 'provisioner', 'Chosen company checked', { ...request, after: company }),
    line(DAY + 7, 'REQUESTED', '6P8R', 'Link requested', { ...request, after: company }),
    line(3 * DAY, 'DECIDED', 'mapper', 'Match found', {
      after: `${company} (95 %)`,
      detail: 'The names are the same without the legal form.',
    }),
    line(4 * DAY, 'SEEN', 'poller', 'Site renamed in Datto RMM', { before: `${site.name} (old)`, after: site.name }),
    line(12 * DAY, 'SEEN', 'poller', 'Site seen in Datto RMM', { after: `${site.name} (old)` }),
  ];
}
