// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { changeOf, keptWords } from './timeline';

describe('a change', () => {
  it('says from what to what', () => {
    expect(changeOf({ before: 'Old', after: 'New' })).toBe('Old → New');
    expect(changeOf({ before: null, after: 'New' })).toBe('New');
    expect(changeOf({ before: 'Old', after: null })).toBe('Old → nothing');
    expect(changeOf({ before: null, after: null })).toBeNull();
  });
});

describe('how far back it goes', () => {
  it('says since when the account is watched', () => {
    const words = keptWords({ watchedSince: '2026-11-01T10:00:00Z', droppedUntil: null });
    expect(words).toContain('since 1 Nov 2026');
    expect(words).not.toContain('missing');
  });

  it('says from when on entries are complete', () => {
    const words = keptWords({ watchedSince: '2026-11-01T10:00:00Z', droppedUntil: '2026-11-03T10:00:00Z' });
    expect(words).toContain('up to 3 Nov 2026');
  });

  it('does not claim to watch what it has not seen', () => {
    expect(keptWords({ watchedSince: null, droppedUntil: null })).toContain('recorded nothing');
  });
});
