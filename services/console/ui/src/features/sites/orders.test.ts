// @vitest-environment node
import { expect, it } from 'vitest';
import type { CompanyDetails } from '@/api/types';
import { offeredOrders } from './orders';

function company(suspended: boolean | null, impossible: string[] = []): CompanyDetails {
  const actions = ['SUSPEND', 'ACTIVATE', 'MOVE', 'DELETE', 'COUNT'] as const;
  return {
    id: 'c1',
    name: 'Contoso',
    type: 'CUSTOMER',
    suspended,
    parentId: null,
    path: null,
    createdAt: null,
    site: null,
    machines: null,
    decisions: actions.map(action => ({ action, why: impossible.includes(action) ? 'Not now.' : null })),
    decided: null,
  };
}

it('what would change nothing is not offered', () => {
  expect(offeredOrders(company(false))).toEqual(['SUSPEND', 'MOVE', 'DELETE']);
  expect(offeredOrders(company(true))).toEqual(['ACTIVATE', 'MOVE', 'DELETE']);
  expect(offeredOrders(company(null))).toEqual(['SUSPEND', 'ACTIVATE', 'MOVE', 'DELETE']);
});

it('what is not possible now is not offered', () => {
  expect(offeredOrders(company(false, ['SUSPEND', 'ACTIVATE', 'MOVE', 'DELETE']))).toEqual([]);
});
