// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Account } from '@/api/types';
import { userListFault, vendorsOf } from './vendors';

function account(change: Partial<Account>): Account {
  return {
    service: 'poller',
    api: 'DATTO_RMM',
    state: 'OK',
    detail: null,
    since: '2026-11-30T10:00:00Z',
    quotaUsed: null,
    quotaLimit: null,
    suspicion: null,
    saidAt: '2026-11-30T10:00:00Z',
    ...change,
  };
}

describe('the vendors', () => {
  it('are as the service with the most trouble finds them', () => {
    const [datto] = vendorsOf([
      account({ service: 'poller' }),
      account({ service: 'provisioner', state: 'FAILING', detail: 'No answer in 10 s.' }),
    ]);
    expect(datto).toMatchObject({ isWell: false, says: 'does not respond', detail: 'No answer in 10 s.' });
  });

  it('are known as soon as one service has contacted them', () => {
    const [datto] = vendorsOf([account({ state: 'UNKNOWN' }), account({ service: 'provisioner' })]);
    expect(datto).toMatchObject({ isKnown: true, isWell: true, says: 'responds' });
  });

  it('are in trouble if their list is not believed, though they respond', () => {
    const [datto] = vendorsOf([account({ suspicion: 'It is empty.' })]);
    expect(datto).toMatchObject({ isWell: false, says: 'sends a wrong list', detail: 'It is empty.' });
  });

  it('that were never contacted are in no trouble', () => {
    expect(vendorsOf([account({ state: 'UNKNOWN' })])[0]).toMatchObject({ isKnown: false, isWell: true });
  });
});

describe('the list of users', () => {
  it('cannot be read with a key that is not an administrator’s', () => {
    expect(userListFault([account({ detail: 'The key may not list users.' })])).toBe('The key may not list users.');
    expect(userListFault([account({ state: 'PERMISSION_MISSING' })])).toContain('lacks a permission');
  });

  it('can be read if nothing is said against it', () => {
    expect(userListFault([account({})])).toBeNull();
    expect(userListFault([account({ service: 'provisioner', detail: 'something else' })])).toBeNull();
    expect(userListFault([])).toBeNull();
  });
});
