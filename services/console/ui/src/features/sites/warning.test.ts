// @vitest-environment node
import { expect, it } from 'vitest';
import type { Condition, Site } from '@/api/types';
import { warningOf } from './warning';

function site(...conditions: Partial<Condition>[]): Site {
  return { conditions: conditions.map(each => ({ message: 'Why.', ...each })) } as unknown as Site;
}

it('a decision that was refused is a warning, and one that goes on is none', () => {
  expect(warningOf(site({ type: 'COMPANY_ORDER', status: 'FALSE', reason: 'DECISION_OUTDATED' }))).toContain('Why.');
  expect(warningOf(site({ type: 'COMPANY_ORDER', status: 'FALSE', reason: 'WAITING_FOR_QUOTA' }))).toBeNull();
  expect(warningOf(site({ type: 'COMPANY_ORDER', status: 'TRUE', reason: 'HOLDS' }))).toBeNull();
});

it('a package without an add-on is a warning', () => {
  expect(warningOf(site({ type: 'PACKAGE_READY', status: 'TRUE', reason: 'ADD_ON_LEFT_OUT' }))).toBe('Why.');
  expect(warningOf(site({ type: 'PACKAGE_READY', status: 'TRUE', reason: 'HOLDS' }))).toBeNull();
});
