import { describe, expect, it } from 'vitest';
import { EVERYTHING, isSelected, NOTHING, size, toggle, withAll } from './selection';

describe('a selection', () => {
  it('holds some rows by id', () => {
    const two = toggle(toggle(NOTHING, 'a'), 'b');
    expect(isSelected(two, 'a')).toBe(true);
    expect(isSelected(two, 'c')).toBe(false);
    expect(size(two, 41)).toBe(2);
    expect(size(toggle(two, 'a'), 41)).toBe(1);
  });

  it('holds all that match but some, however many they are', () => {
    const butOne = toggle(EVERYTHING, 'a');
    expect(isSelected(butOne, 'a')).toBe(false);
    expect(isSelected(butOne, 'never seen')).toBe(true);
    expect(size(butOne, 50_000)).toBe(49_999);
  });

  it('takes a range whatever was selected in it', () => {
    expect([...withAll(toggle(NOTHING, 'b'), ['a', 'b', 'c']).ids].sort()).toEqual(['a', 'b', 'c']);
    expect(size(withAll(toggle(EVERYTHING, 'b'), ['a', 'b']), 10)).toBe(10);
  });
});
