import { describe, expect, it } from 'vitest';
import { fileOf } from './address';

describe('the address of a list as a file', () => {
  it('has the filter that is shown, and nothing that is not set', () => {
    expect(fileOf('/api/sites', { q: 'café & co', state: 'READY,LINKING', sort: undefined })).toBe(
      '/api/sites?format=csv&q=caf%C3%A9+%26+co&state=READY%2CLINKING',
    );
  });
});
