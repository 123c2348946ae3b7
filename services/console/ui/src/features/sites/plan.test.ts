import { describe, expect, it } from 'vitest';
import type { Site } from '@/api/types';
import { besides, linksOf, planCreations, planMatches, without } from './plan';

function aSite(given: Partial<Site>): Site {
  return {
    siteUid: 's1',
    name: 'Acme',
    devices: 3,
    portalUrl: null,
    state: 'UNLINKED',
    company: null,
    package: null,
    openEvents: 0,
    conditions: [],
    proposedCompanyName: 'Acme',
    namesake: false,
    suggestion: null,
    message: null,
    verifiedAt: null,
    ...given,
  };
}

function matched(siteUid: string, score: number, state: 'SUGGESTED' | 'DISPUTED' = 'SUGGESTED'): Site {
  const suggestion = { companyId: `c-${siteUid}`, companyName: 'Acme Ltd', score, evidence: ['Same name.'], state };
  return aSite({ siteUid, state: 'SUGGESTED', suggestion });
}

describe('a plan of matches', () => {
  it('puts near matches apart, so that they are looked at', () => {
    const plan = planMatches([matched('s1', 100), matched('s2', 62)]);
    expect(plan.link.map(link => link.company)).toEqual([{ id: 'c-s1' }]);
    expect(plan.look.map(link => link.siteUid)).toEqual(['s2']);
    expect(plan.look[0]?.look).toContain('62 % match');
  });

  it('leaves out what has no single match, and says why', () => {
    const plan = planMatches([aSite({}), matched('s2', 90, 'DISPUTED'), aSite({ siteUid: 's3', state: 'READY' })]);
    expect(linksOf(plan)).toEqual([]);
    expect(plan.left.map(left => left.why)).toEqual([
      'No company matches.',
      'Several companies match equally well. Open the site to choose one.',
      'It is linked already.',
    ]);
  });
});

describe('a plan of new companies', () => {
  it('creates none beside a company of the same name', () => {
    const plan = planCreations([aSite({}), aSite({ siteUid: 's2', namesake: true })]);
    expect(plan.create.map(link => link.company)).toEqual([{ name: 'Acme' }]);
    expect(plan.left.map(left => left.siteUid)).toEqual(['s2']);
  });

  it('shows apart what has a similar company or another name than the site', () => {
    const plan = planCreations([matched('s1', 91), aSite({ siteUid: 's2', name: 'A<b>', proposedCompanyName: 'A b' })]);
    expect(plan.create).toEqual([]);
    expect(plan.look).toHaveLength(2);
  });

  it('goes on without what the console refused', () => {
    const plan = planCreations([aSite({}), aSite({ siteUid: 's2', name: 'Bolt', proposedCompanyName: 'Bolt' })]);
    const rest = without(plan, new Map([['s2', 'The name is taken.']]));
    expect(linksOf(rest).map(link => link.siteUid)).toEqual(['s1']);
    expect(rest.left).toEqual([{ siteUid: 's2', siteName: 'Bolt', why: 'The name is taken.' }]);
  });
});

it('a new company beside similar ones names those that were seen', () => {
  const plan = planCreations([
    aSite({ siteUid: 's1' }),
    aSite({ siteUid: 's2', name: 'Bolt', proposedCompanyName: 'Bolt' }),
  ]);
  const seen = besides(besides(plan, new Map([['s1', ['c1']]])), new Map([['s1', ['c2']]]));
  expect(linksOf(seen).map(link => link.company)).toEqual([{ name: 'Acme', besides: ['c1', 'c2'] }, { name: 'Bolt' }]);
});
