import { describe, expect, it } from 'vitest';
import { asParam, knownOf, nextSort, textOf, toggled } from './filters';

describe('a filter in an address', () => {
  it('leaves out what this version does not know', () => {
    expect(knownOf('READY,GONE,LINKING', ['LINKING', 'READY'])).toEqual(['LINKING', 'READY']);
    expect(knownOf(undefined, ['READY'])).toEqual([]);
    expect(knownOf(['READY'], ['READY'])).toEqual([]);
  });

  it('is absent if it filters nothing', () => {
    expect(asParam([])).toBeUndefined();
    expect(asParam(['READY', 'LINKING'])).toBe('READY,LINKING');
    expect(textOf('  ')).toBeUndefined();
    expect(textOf('a'.repeat(300))).toHaveLength(200);
  });

  it('takes a value once and gives it back', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('sorts up, then down, then not', () => {
    expect(nextSort(undefined, 'name')).toBe('name');
    expect(nextSort('name', 'name')).toBe('-name');
    expect(nextSort('-name', 'name')).toBeUndefined();
    expect(nextSort('-name', 'state')).toBe('state');
  });
});
