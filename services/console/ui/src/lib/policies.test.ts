// @vitest-environment node
import { expect, it } from 'vitest';
import { effectOf, policyRows } from './policies';

it('types whose repairs entail one another have one row', () => {
  const types = ['DESTINATION_MOVED', 'ASSOCIATION_MISSING', 'SITE_RENAMED', 'PACKAGE_MISSING'].map(type => ({ type }));
  expect(policyRows(types).map(row => row.types.map(each => each.type))).toEqual([
    ['ASSOCIATION_MISSING', 'PACKAGE_MISSING'],
    ['DESTINATION_MOVED'],
    ['SITE_RENAMED'],
  ]);
});

it('what a rule does is said for the type', () => {
  expect(effectOf('SITE_RENAMED', 'ACT')).toBe('The company gets the new name of the site.');
  expect(effectOf('SITE_RENAMED', 'SUGGEST')).toContain('waits under Events');
});
