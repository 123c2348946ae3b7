import { describe, expect, it } from 'vitest';
import type { EventTypeCount } from '@/api/types';
import { needs, type SiteCounts, stages } from './needs';

const NO_SITES: SiteCounts = {
  ATTENTION: 0,
  SUGGESTED: 0,
  UNLINKED: 0,
  LINKING: 0,
  READY: 0,
  UNLINKING: 0,
  OUT_OF_SCOPE: 0,
};

function counts(open: number, recorded: number, resolving: number): EventTypeCount {
  return { open, recorded, resolving } as EventTypeCount;
}

describe('the overview', () => {
  it('counts an event only if a person must decide', () => {
    expect(needs(NO_SITES, [counts(5, 1, 2)])).toEqual({ events: 2, count: 2 });
    expect(needs(NO_SITES, [counts(2, 2, 0)])).toEqual({ events: 0, count: 0 });
  });

  it('counts all sites of one kind as one thing to do', () => {
    expect(needs({ ...NO_SITES, ATTENTION: 2, UNLINKED: 300 }, []).count).toBe(2);
  });

  it('shows stages of which each is a part of the one before', () => {
    const all = stages({ ...NO_SITES, UNLINKED: 20, SUGGESTED: 5, LINKING: 2, ATTENTION: 2, READY: 12 });
    expect(all.map(stage => stage.count)).toEqual([41, 16, 12]);
  });
});
