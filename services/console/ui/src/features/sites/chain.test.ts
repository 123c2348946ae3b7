import { describe, expect, it } from 'vitest';
import type { Condition, Site } from '@/api/types';
import { chainOf } from './chain';

const SINCE = '2026-11-30T12:00:00Z';

function condition(type: Condition['type'], status: Condition['status'], reason: Condition['reason']): Condition {
  return { type, status, reason, message: `${reason}.`, since: SINCE };
}

function linked(conditions: Condition[]): Site {
  return {
    siteUid: 's1',
    name: 'Acme',
    devices: null,
    portalUrl: null,
    state: 'LINKING',
    company: { id: 'c1', name: 'Acme Ltd' },
    package: { id: 'p1', name: 'Default' },
    openEvents: 0,
    conditions,
    proposedCompanyName: null,
    namesake: false,
    suggestion: null,
    message: null,
    verifiedAt: null,
  };
}

describe('the chain of a site', () => {
  it('is as wanted only where a condition says so', () => {
    const chain = chainOf(linked([condition('COMPANY_READY', 'TRUE', 'HOLDS')]));
    expect(chain.map(node => node.state)).toEqual(['ok', 'ok', 'none', 'none']);
  });

  it('tells what continues automatically from what a person must do', () => {
    const chain = chainOf(
      linked([
        condition('COMPANY_READY', 'FALSE', 'COMPANY_NOT_USABLE'),
        condition('PACKAGE_READY', 'TRUE', 'HOLDS'),
        condition('LINK_READY', 'FALSE', 'WAITING_FOR_VENDOR'),
        condition('VERIFIED', 'FALSE', 'PENDING'),
      ]),
    );
    expect(chain.map(node => node.state)).toEqual(['ok', 'bad', 'busy', 'none']);
    expect(chain.map(node => node.says)).toEqual([null, 'COMPANY_NOT_USABLE.', 'WAITING_FOR_VENDOR.', null]);
  });

  it('says of a ready package that an add-on was left out', () => {
    const chain = chainOf(linked([condition('PACKAGE_READY', 'TRUE', 'ADD_ON_LEFT_OUT')]));
    expect(chain[2]).toMatchObject({ state: 'ok', says: 'ADD_ON_LEFT_OUT.' });
  });
});
