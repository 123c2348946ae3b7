import { describe, expect, it } from 'vitest';
import type { Plan } from '@/api/types';
import { applyWords, costOf, createOthersWords, endedBy, groupsOf, selectionOf, titleOf } from './plan-words';

function aPlan(given: Partial<Plan>): Plan {
  return {
    id: 'p1',
    action: 'LINK_MATCHES',
    state: 'OPEN',
    revision: 1,
    deletePackages: false,
    selection: { all: true, q: '', states: [] },
    createdBy: '6P8R',
    createdAt: '2026-11-30T20:00:00Z',
    expiresAt: '2026-12-01T20:00:00Z',
    sites: 1_204,
    changes: 1_200,
    groups: { look: 3, link: 1_197, create: 0, remove: 0, leftOut: 4, takenOut: 0, unconfirmed: 0 },
    estimate: { gravityZoneCalls: 3_648, dattoCalls: 3_600, seconds: 1_200, basis: 'Estimated.' },
    taskId: null,
    endedBy: null,
    endedAt: null,
    stale: [],
    replacedBy: null,
    ...given,
  };
}

describe('a plan in words', () => {
  it('says what its button does', () => {
    expect(applyWords(aPlan({}))).toBe('Link 1,200 sites');
    expect(applyWords(aPlan({ action: 'UNLINK', changes: 1 }))).toBe('Unlink 1 site');
    expect(titleOf(aPlan({}))).toBe('Link 1,200 sites?');
    expect(titleOf(aPlan({ state: 'STALE' }))).toBe('Link 1,200 sites: not done');
    expect(titleOf(aPlan({ state: 'APPLIED' }))).toBe('Link 1,200 sites: applied');
  });

  it('says that it does nothing, unless a person has only not confirmed it', () => {
    const nothing = aPlan({ changes: 0 });
    expect(titleOf(nothing)).toBe('Nothing to link');
    expect(titleOf({ ...nothing, action: 'UNLINK' })).toBe('Nothing to unlink');
    expect(titleOf({ ...nothing, groups: { ...nothing.groups, unconfirmed: 1 } })).toBe('Link 0 sites?');
    expect(createOthersWords(1)).toBe('It is another company: create it');
    expect(createOthersWords(7)).toBe('They are others: create these 7');
  });

  it('lists the groups that have sites, those to look at first', () => {
    expect(groupsOf(aPlan({})).map(group => [group.name, group.count])).toEqual([
      ['Look at these', 3],
      ['Link to an existing company', 1_197],
      ['Left out', 4],
    ]);
  });

  it('says calls and minutes with their units', () => {
    expect(costOf(aPlan({}))).toBe(
      '1,200 changes · 3,648 calls to GravityZone · 3,600 calls to Datto RMM · about 20 min',
    );
  });

  it('says which sites it was made of', () => {
    expect(selectionOf(aPlan({}))).toBe('all 1,204 sites');
    expect(selectionOf(aPlan({ selection: { all: true, q: 'dent', states: [] } }))).toBe('1,204 sites matching “dent”');
    expect(selectionOf(aPlan({ selection: { all: true, q: '', states: ['SUGGESTED'] } }))).toBe(
      '1,204 sites in the chosen states',
    );
    expect(selectionOf(aPlan({ sites: 1, selection: { all: false, q: '', states: [] } }))).toBe('1 selected site');
  });

  it('says who ended it', () => {
    expect(endedBy(aPlan({}))).toBeNull();
    expect(endedBy(aPlan({ state: 'APPLIED', endedBy: '6P8R' }))).toBe('Applied by Key …6P8R');
    expect(endedBy(aPlan({ state: 'STALE', endedBy: '6P8R' }))).toBe('Key …6P8R tried to apply it');
  });
});
