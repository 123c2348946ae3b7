import { describe, expect, it } from 'vitest';
import { staleAfter } from './live';

describe('the stream of changes', () => {
  it('makes stale what shows the changed kinds, once each', () => {
    expect([...(staleAfter(['events', 'sites', 'sites']) ?? [])].sort()).toEqual(['companies', 'events', 'sites']);
  });

  it('makes everything stale if it cannot be complete', () => {
    expect(staleAfter(['sites', 'reset'])).toBeNull();
  });

  it('ignores a kind of a later version', () => {
    expect(staleAfter(['weather'])?.size).toBe(0);
  });
});
