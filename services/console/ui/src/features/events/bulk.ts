import type { Event, EventAction } from '@/api/types';

/** As many events as one request may name. */
export const BULK_MAX = 500;

function allowsMany(choice: EventAction): boolean {
  return !choice.needsName && !choice.destructive && choice.action !== 'DELETE';
}

/** Whether an event can be resolved at all at the moment. */
export function isResolvable(event: Event): boolean {
  return event.state === 'OPEN' || event.state === 'SNOOZED';
}

/**
 * What can be done with all of these at once: only what destroys nothing and needs no input for each, and only for
 * events of one type, since an action of the same name may mean something else for another type.
 */
export function commonChoices(events: readonly Event[]): EventAction[] {
  const [first, ...others] = events;
  if (!first || others.some(other => other.type !== first.type)) return [];
  return first.choices
    .filter(allowsMany)
    .filter(choice =>
      others.every(other => other.choices.some(each => each.action === choice.action && allowsMany(each))),
    );
}
