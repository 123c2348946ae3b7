import { describe, expect, it } from 'vitest';
import type { Event, EventAction } from '@/api/types';
import { commonChoices } from './bulk';

function choice(action: EventAction['action'], given: Partial<EventAction> = {}): EventAction {
  return { action, label: action, effect: '', needsName: false, proposedName: null, destructive: false, ...given };
}

function anEvent(type: Event['type'], ...choices: EventAction[]): Event {
  return { type, state: 'OPEN', choices } as unknown as Event;
}

describe('resolving many events at once', () => {
  it('offers what all of them offer', () => {
    const one = anEvent('SITE_RENAMED', choice('RENAME'), choice('ALIAS'));
    const other = anEvent('SITE_RENAMED', choice('ALIAS'));
    expect(commonChoices([one, other]).map(each => each.action)).toEqual(['ALIAS']);
    expect(commonChoices([])).toEqual([]);
  });

  it('offers nothing for events of two types', () => {
    const events = [anEvent('SITE_RENAMED', choice('UNLINK')), anEvent('SOURCE_DELETED', choice('UNLINK'))];
    expect(commonChoices(events)).toEqual([]);
  });

  it('never offers what destroys, or needs a name for each', () => {
    const event = anEvent(
      'SOURCE_DELETED',
      choice('DELETE'),
      choice('UNLINK', { destructive: true }),
      choice('CREATE', { needsName: true }),
      choice('IGNORE'),
      choice('KEEP'),
    );
    expect(commonChoices([event]).map(each => each.action)).toEqual(['IGNORE', 'KEEP']);
  });
});
