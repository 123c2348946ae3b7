import type { EventTypeCount } from '@/api/types';
import { knownOf } from '@/lib/filters';
import type { Search } from '@/lib/saved-views';
import { EVENT_STATE } from '@/lib/words';

/** A filter of events in words, such as Snoozed · Company moved · mine. */
export function inWords(
  { state, type, assignee, siteUid }: Search,
  types: readonly Pick<EventTypeCount, 'type' | 'title'>[],
): string {
  const [known] = knownOf(state, ['SNOOZED', 'CLOSED']);
  return [
    EVENT_STATE[known ?? 'OPEN'],
    type ? (types.find(each => each.type === type)?.title ?? type) : '',
    assignee === 'me' ? 'mine' : assignee === 'none' ? 'unassigned' : assignee ? `assigned to ${assignee}` : '',
    siteUid ? 'one site' : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}
