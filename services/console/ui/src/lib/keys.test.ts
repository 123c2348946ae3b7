import { describe, expect, it } from 'vitest';
import { moved } from './keys';

describe('keys in a list', () => {
  it('move the active row and stop at both ends', () => {
    expect(moved('j', 0, 3, 10)).toBe(1);
    expect(moved('ArrowDown', 2, 3, 10)).toBe(2);
    expect(moved('k', 0, 3, 10)).toBe(0);
    expect(moved('End', 0, 50_000, 10)).toBe(49_999);
    expect(moved('Home', 400, 50_000, 10)).toBe(0);
    expect(moved('PageDown', 5, 50_000, 20)).toBe(25);
    expect(moved('PageUp', 5, 50_000, 20)).toBe(0);
  });

  it('move nothing in an empty list, and other keys move nothing', () => {
    expect(moved('j', 0, 0, 10)).toBeNull();
    expect(moved('x', 0, 3, 10)).toBeNull();
  });
});
