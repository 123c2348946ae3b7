import { describe, expect, it } from 'vitest';
import type { Event, EventAction } from '@/api/types';
import { deleting, deletion, offered, recommended, resolution, snooze } from './resolution';

function choice(action: EventAction['action'], given: Partial<EventAction> = {}): EventAction {
  return { action, label: action, effect: '', needsName: false, proposedName: null, destructive: false, ...given };
}

function anEvent(...choices: EventAction[]): Event {
  return { id: 'e1', facts: 'f1', choices } as unknown as Event;
}

describe('resolving an event', () => {
  it('carries the facts that the person saw, and a name only where one is taken', () => {
    const event = anEvent();
    expect(resolution(event, choice('MOVE'), 'Acme')).toEqual({ action: 'MOVE', facts: 'f1' });
    expect(resolution(event, choice('RECREATE'), ' Acme ')).toEqual({ action: 'RECREATE', facts: 'f1', name: 'Acme' });
    expect(resolution(event, choice('RECREATE'), '')).toEqual({ action: 'RECREATE', facts: 'f1' });
  });

  it('never recommends what cannot be undone', () => {
    expect(recommended(anEvent(choice('UNLINK', { destructive: true })))).toBeUndefined();
    expect(recommended(anEvent(choice('KEEP'), choice('DELETE')))?.action).toBe('KEEP');
  });

  it('leaves snoozing and deleting to forms of their own', () => {
    const event = anEvent(choice('KEEP'), choice('DELETE'), choice('IGNORE'));
    expect(offered(event).map(each => each.action)).toEqual(['KEEP']);
    expect(deleting(event)?.action).toBe('DELETE');
    expect(deletion(event, 'Acme', 3)).toEqual({ action: 'DELETE', facts: 'f1', name: 'Acme', endpoints: 3 });
  });

  it('snoozes with a reason and an end', () => {
    expect(snooze(anEvent(), ' Later ', 7, Date.UTC(2026, 10, 23))).toEqual({
      action: 'IGNORE',
      facts: 'f1',
      reason: 'Later',
      until: '2026-11-30T00:00:00.000Z',
    });
  });
});
