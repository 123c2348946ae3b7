import type { EventTypeCount } from '@/api/types';
import { knownOf } from '@/lib/filters';
import type { Search } from '@/lib/saved-views';
import { EVENT_STATE } from '@/lib/words';

const COLUMN: Record<string, string> = {
  type: 'type',
  source: 'source',
  destination: 'destination',
  openedAt: 'generated',
};

/** A filter of events in words, such as Snoozed · Company moved · mine. */
export function inWords(
  { q, state, type, assignee, siteUid, sort }: Search,
  types: readonly Pick<EventTypeCount, 'type' | 'title'>[],
): string {
  const [known] = knownOf(state, ['SNOOZED', 'CLOSED']);
  const column = sort ? COLUMN[sort.replace(/^-/, '')] : undefined;
  return [
    q ? `“${q}”` : '',
    EVENT_STATE[known ?? 'OPEN'],
    type ? (types.find(each => each.type === type)?.title ?? type) : '',
    assignee === 'me' ? 'mine' : assignee === 'none' ? 'unassigned' : assignee ? `assigned to ${assignee}` : '',
    siteUid ? 'one site' : '',
    column ? `by ${column}${sort?.startsWith('-') ? ', descending' : ''}` : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}
