import { expect, it } from 'vitest';
import { inWords } from './view-words';

it('says what a view of events shows', () => {
  const types = [{ type: 'SITE_RENAMED' as const, title: 'Site renamed' }];
  expect(inWords({}, types)).toBe('Open');
  expect(inWords({ state: 'SNOOZED', type: 'SITE_RENAMED', assignee: 'me' }, types)).toBe(
    'Snoozed · Site renamed · mine',
  );
  expect(inWords({ q: 'dent', sort: '-source' }, types)).toBe('“dent” · Open · by source, descending');
  expect(inWords({ state: 'GONE', type: 'NEW_TYPE', assignee: 'none', siteUid: 'u' }, [])).toBe(
    'Open · NEW_TYPE · unassigned · one site',
  );
});
