import { expect, it } from 'vitest';
import { inWords } from './view-words';

it('says what a view of sites shows', () => {
  expect(inWords({})).toBe('All sites');
  expect(inWords({ q: 'dent', state: 'READY,ATTENTION', sort: '-devices' })).toBe(
    '“dent” · Needs action, Ready · by devices, descending',
  );
  expect(inWords({ sort: 'openEvents' })).toBe('by events');
  expect(inWords({ state: 'GONE', sort: 'gone' })).toBe('All sites');
});
