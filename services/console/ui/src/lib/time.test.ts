import { describe, expect, it } from 'vitest';
import { ago, duration, perHour } from './time';

const NOW = Date.UTC(2026, 10, 30, 12);
const at = (seconds: number) => new Date(NOW - seconds * 1_000).toISOString();

describe('times', () => {
  it('are told in the largest unit that fits', () => {
    expect(ago(at(10), NOW)).toBe('just now');
    expect(ago(at(-10), NOW)).toBe('just now');
    expect(ago(at(180), NOW)).toBe('3 min ago');
    expect(ago(at(50), NOW)).toBe('1 min ago');
    expect(ago(at(7_200), NOW)).toBe('2 h ago');
    expect(ago(at(86_400 * 40), NOW)).toBe('40 d ago');
    expect(ago(at(-7_200), NOW)).toBe('in 2 h');
  });

  it('that are left are about right', () => {
    expect(duration(0)).toBe('1 s');
    expect(duration(42)).toBe('42 s');
    expect(duration(150)).toBe('3 min');
    expect(duration(3_900)).toBe('1 h 5 min');
  });

  it('are counted by hours back from now, and older ones not at all', () => {
    expect(perHour([at(60), at(120), at(4_000), at(90_000), at(-60)], 3, NOW)).toEqual([0, 1, 2]);
  });
});
