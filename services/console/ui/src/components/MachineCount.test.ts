// @vitest-environment node
import { expect, it } from 'vitest';
import type { CompanyDetails } from '@/api/types';
import { decidable } from './MachineCount';

const NOW = Date.parse('2026-11-30T10:00:00Z');

function company(change: Partial<CompanyDetails>): CompanyDetails {
  return {
    id: 'c1',
    name: 'Contoso',
    type: 'CUSTOMER',
    suspended: false,
    parentId: null,
    path: null,
    createdAt: null,
    site: null,
    machines: null,
    decisions: [{ action: 'COUNT', why: null }],
    decided: null,
    ...change,
  };
}

it('a deletion is decided on a fresh number alone', () => {
  const counted = (countedAt: string) => company({ machines: { count: 3, countedAt } });
  expect(decidable(company({}), NOW)).toEqual({ why: 'Count the machines first.' });
  expect(decidable(counted('2026-11-30T09:50:00Z'), NOW)).toEqual({ machines: 3 });
  expect(decidable(counted('2026-11-30T09:40:00Z'), NOW)).toHaveProperty('why');
});

it('if they cannot be counted, the company is deleted only without any', () => {
  const blocked = company({ decisions: [{ action: 'COUNT', why: 'Work is paused. Resume it first.' }] });
  expect(decidable(blocked, NOW)).toEqual({ machines: 0 });
});
