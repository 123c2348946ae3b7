import type { EventTypeCount, SiteState } from '@/api/types';

export type SiteCounts = Record<SiteState, number>;

/** How many things wait for a person: open events that are not only recorded, and sites to link. */
export function needs(counts: SiteCounts, types: readonly EventTypeCount[]) {
  const events = types.reduce((sum, type) => sum + Math.max(0, type.open - type.recorded - type.resolving), 0);
  const lines = [events, counts.ATTENTION, counts.SUGGESTED, counts.UNLINKED].filter(count => count > 0);
  const own = counts.ATTENTION > 0 ? 1 : 0;
  const free = (counts.SUGGESTED > 0 ? 1 : 0) + (counts.UNLINKED > 0 ? 1 : 0);
  return { events, count: lines.length === 0 ? 0 : events + own + free };
}

export interface Stage {
  title: string;
  count: number;
  /** Which sites these are, as a filter; empty for all. */
  state: SiteState[];
}

/** From all sites to those whose link was read back; each stage is a part of the one above it. */
export function stages(counts: SiteCounts): Stage[] {
  const linked: SiteState[] = ['READY', 'LINKING', 'ATTENTION', 'UNLINKING', 'OUT_OF_SCOPE'];
  const sum = (states: SiteState[]) => states.reduce((total, state) => total + counts[state], 0);
  return [
    { title: 'Sites seen', count: sum([...linked, 'SUGGESTED', 'UNLINKED']), state: [] },
    { title: 'Linked', count: sum(linked), state: linked },
    { title: 'Ready and verified', count: counts.READY, state: ['READY'] },
  ];
}
