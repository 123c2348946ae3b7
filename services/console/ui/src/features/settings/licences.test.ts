// @vitest-environment node
import { expect, it } from 'vitest';
import { coverage } from './package';

const NONE = { addOn: 'edrSensor', packages: 0, covered: 0, leftOut: 0, foundAt: null };

it('says nothing of an add-on that no package is to have', () => {
  expect(coverage(NONE)).toBeNull();
});

it('says how many have it, lack it, and are not checked', () => {
  expect(coverage({ ...NONE, packages: 12, covered: 9, leftOut: 2 })).toBe(
    'Of 12 packages: licensed in 9, not licensed and left out in 2, not checked yet in 1',
  );
  expect(coverage({ ...NONE, packages: 1, leftOut: 1 })).toBe('Of 1 package: not licensed and left out in 1');
});
