import type { Event, EventAction, ResolutionBody } from '@/api/types';

const DAY = 86_400_000;

/** Actions that make a company, and so take a name for it. */
const NAMED: ReadonlySet<EventAction['action']> = new Set(['CREATE', 'RECREATE']);

export function takesName(choice: EventAction): boolean {
  return choice.needsName || choice.proposedName !== null || NAMED.has(choice.action);
}

/** What a person can do about an event here; snoozing and deleting a company have forms of their own. */
export function offered(event: Event): EventAction[] {
  return event.choices.filter(choice => choice.action !== 'IGNORE' && choice.action !== 'DELETE');
}

/** Deleting the company, if that is possible. */
export function deleting(event: Event): EventAction | undefined {
  return event.choices.find(choice => choice.action === 'DELETE');
}

/** With the name as it was typed and the number of machines as it was shown. */
export function deletion(event: Event, name: string, machines: number): ResolutionBody {
  return { action: 'DELETE', facts: event.facts, name, endpoints: machines };
}

/** With the facts that were shown, so that the console refuses if they have changed. */
export function resolution(event: Event, choice: EventAction, name: string): ResolutionBody {
  const body: ResolutionBody = { action: choice.action as ResolutionBody['action'], facts: event.facts };
  return takesName(choice) && name.trim() !== '' ? { ...body, name: name.trim() } : body;
}

export function snooze(event: Event, reason: string, days: number, now: number): ResolutionBody {
  return { action: 'IGNORE', facts: event.facts, ...snoozed(reason, days, now) };
}

/** What belongs to snoozing, for one event or for many. */
export function snoozed(reason: string, days: number, now: number): { reason: string; until: string } {
  return { reason: reason.trim(), until: new Date(now + days * DAY).toISOString() };
}

/** The first action if it destroys nothing: what is recommended is never the one that cannot be undone. */
export function recommended(event: Event): EventAction | undefined {
  const first = offered(event)[0];
  return first && !first.destructive ? first : undefined;
}
