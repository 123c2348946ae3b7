import { knownOf } from '@/lib/filters';
import type { Search } from '@/lib/saved-views';
import { SITE_STATE, SITE_STATES } from '@/lib/words';

const COLUMN: Record<string, string> = {
  name: 'name',
  state: 'state',
  devices: 'devices',
  company: 'company',
  openEvents: 'events',
};

/** A filter of sites in words, such as “dent” · Ready, Linking · by name. */
export function inWords({ q, state, sort }: Search): string {
  const column = sort ? COLUMN[sort.replace(/^-/, '')] : undefined;
  const parts = [
    q ? `“${q}”` : '',
    knownOf(state, SITE_STATES)
      .map(each => SITE_STATE[each])
      .join(', '),
    column ? `by ${column}${sort?.startsWith('-') ? ', descending' : ''}` : '',
  ].filter(part => part !== '');
  return parts.length === 0 ? 'All sites' : parts.join(' · ');
}
