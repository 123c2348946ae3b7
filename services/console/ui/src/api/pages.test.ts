import { describe, expect, it } from 'vitest';
import { pagesOf } from './pages';

describe('the pages of a list', () => {
  it('are those in sight alone', () => {
    expect(pagesOf(0, 30)).toEqual([0]);
    expect(pagesOf(95, 130)).toEqual([0, 1]);
    expect(pagesOf(49_950, 49_999)).toEqual([499]);
  });

  it('are the first one while nothing is known', () => {
    expect(pagesOf(0, -1)).toEqual([0]);
  });
});
