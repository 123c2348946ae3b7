// @vitest-environment node
import { expect, it } from 'vitest';
import { type Entry, matching } from './palette-entries';

const ENTRIES: Entry[] = [
  { id: 'a', group: 'Pages', title: 'Settings: system', also: 'quota lag', run: () => {} },
  { id: 'b', group: 'Pages', title: 'Sites', run: () => {} },
];

it('finds by each of the words, in any order and in other words', () => {
  const found = (text: string) => matching(ENTRIES, text).map(entry => entry.id);
  expect(found('')).toEqual(['a', 'b']);
  expect(found('system SETT')).toEqual(['a']);
  expect(found('quota')).toEqual(['a']);
  expect(found('sites quota')).toEqual([]);
  expect(found('uota')).toEqual([]);
});
