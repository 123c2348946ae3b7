import { describe, expect, it } from 'vitest';
import {
  added,
  parsed,
  refusal,
  renamed,
  type SavedView,
  searchOf,
  shownOf,
  startingWith,
  startOf,
  VIEWS_MAX,
  viewsOf,
  without,
} from './saved-views';

const search = (state: string) => ({ state });
const two = added(added([], 'sites', 'To do', search('ATTENTION')), 'sites', 'Done', search('READY'));

describe('saved views', () => {
  it('are the same after they were stored', () => {
    const views = startingWith(added(two, 'events', 'Done', search('CLOSED')), 'sites', 'Done');
    expect(parsed(JSON.stringify(views))).toEqual(views);
  });

  it('are in the order of their names, and of one list', () => {
    const all = added(two, 'events', 'Aside', search('SNOOZED'));
    expect(viewsOf(all, 'sites').map(view => view.name)).toEqual(['Done', 'To do']);
    expect(viewsOf(all, 'events').map(view => view.name)).toEqual(['Aside']);
  });

  it('are found again by what is shown, in whatever order its parameters are', () => {
    const views = added(two, 'sites', 'Dentists', searchOf({ state: 'READY', q: 'dent' }));
    expect(shownOf(views, 'sites', searchOf({ q: 'dent', state: 'READY', sort: undefined }))?.name).toBe('Dentists');
    expect(shownOf(views, 'sites', searchOf({ q: 'dent' }))).toBeUndefined();
    expect(shownOf(views, 'events', search('READY'))).toBeUndefined();
  });

  it('have names that differ in more than upper and lower case', () => {
    expect(refusal(two, 'sites', '  ')).toBe('Enter a name.');
    expect(refusal(two, 'sites', 'x'.repeat(61))).toContain('60 characters');
    expect(refusal(two, 'sites', 'to DO ')).toBe('Another view has this name.');
    expect(refusal(two, 'events', 'To do')).toBeNull();
    expect(refusal(two, 'sites', 'To Do', 'To do')).toBeNull();
    expect(refusal(two, 'sites', 'Done', 'To do')).toBe('Another view has this name.');
  });

  it('are limited in number, but can still be renamed then', () => {
    let views: SavedView[] = [];
    for (let each = 0; each < VIEWS_MAX; each++) views = added(views, 'sites', `View ${each}`, search('READY'));
    expect(refusal(views, 'sites', 'One more')).toContain('Delete one first');
    expect(refusal(views, 'sites', 'Another name', 'View 3')).toBeNull();
    expect(parsed(JSON.stringify([...views, ...added([], 'sites', 'One more', {})]))).toHaveLength(VIEWS_MAX);
  });

  it('are renamed and deleted in their own list alone', () => {
    const all = added(two, 'events', 'Done', search('CLOSED'));
    expect(viewsOf(renamed(all, 'sites', 'Done', ' Ready '), 'sites').map(view => view.name)).toEqual([
      'Ready',
      'To do',
    ]);
    expect(viewsOf(renamed(all, 'sites', 'Done', 'Ready'), 'events')[0]?.name).toBe('Done');
    expect(without(all, 'sites', 'Done').map(view => view.list)).toEqual(['sites', 'events']);
  });

  it('have one that a list opens with, or none', () => {
    const first = startingWith(two, 'sites', 'To do');
    expect(startOf(startingWith(first, 'sites', 'Done'), 'sites')?.name).toBe('Done');
    expect(startOf(startingWith(first, 'sites', null), 'sites')).toBeUndefined();
    expect(startOf(first, 'events')).toBeUndefined();
    const damaged = two.map(view => ({ ...view, isStart: true }));
    expect(parsed(JSON.stringify(damaged)).filter(view => view.isStart)).toHaveLength(1);
  });
});

describe('what storage holds', () => {
  it('is never an error', () => {
    expect(parsed(null)).toEqual([]);
    expect(parsed('{"list":')).toEqual([]);
    expect(parsed('{"list":"sites"}')).toEqual([]);
    expect(parsed(`[${'"",'.repeat(50_000)}""]`)).toEqual([]);
  });

  it('keeps the views that are sound, and drops the others', () => {
    const sound = { list: 'sites', name: 'Sound', search: { state: 'READY' }, isStart: false };
    const stored = [
      null,
      7,
      { ...sound, list: 'users' },
      { ...sound, name: 7 },
      { ...sound, name: ' ' },
      { ...sound, search: null },
      { ...sound, search: ['READY'] },
      { ...sound, search: { q: 'x'.repeat(201) } },
      { ...sound, search: Object.fromEntries([...'abcdefghi'].map(name => [name, 'x'])) },
      sound,
      sound,
    ];
    expect(parsed(JSON.stringify(stored))).toEqual([sound]);
  });

  it('gives no parameter that is no text', () => {
    const stored = [{ list: 'sites', name: 'Odd', search: { state: 'READY', sort: 7, q: { a: 1 } }, isStart: 'yes' }];
    expect(parsed(JSON.stringify(stored))).toEqual([
      { list: 'sites', name: 'Odd', search: { state: 'READY' }, isStart: false },
    ]);
  });
});
