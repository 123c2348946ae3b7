// A table of the sites that are linked and not READY, and since when: two state topics, joined in memory.
import { read } from './topics.mjs';

const SITES = 'companion.rmm.sites.v1';
const STATUSES = 'companion.link-statuses.v1';
const tables = { [SITES]: new Map(), [STATUSES]: new Map() };

const stop = await read([SITES, STATUSES], ({ topic, key, value }) => {
  if (value === null) tables[topic].delete(key); // a tombstone: the site or the link is gone
  else tables[topic].set(key, value);
});

const rows = [];
for (const [key, status] of tables[STATUSES]) {
  if (status.phase === 'READY') continue;
  // Both topics have the key tenant|siteUid.
  const site = tables[SITES].get(key)?.name ?? status.siteUid;
  const open = status.conditions.filter((condition) => condition.status !== 'TRUE');
  // Of the conditions that are not met, one has waited longest: a new reason counts from its own time.
  const since = Math.min(...open.map((condition) => Number(condition.since)));
  rows.push({ site, phase: status.phase, reason: open[0]?.reason, since: new Date(since).toISOString() });
}
console.table(rows.sort((one, other) => one.since.localeCompare(other.since)));
await stop();
