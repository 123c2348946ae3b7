import { describe, expect, it } from 'vitest';
import { actorName, counted, SITE_STATE, SITE_STATES, sentence } from './words';

describe('words', () => {
  it('count things', () => {
    expect(counted(1, 'site')).toBe('1 site');
    expect(counted(50_000, 'site')).toBe('50,000 sites');
    expect(counted(2, 'company', 'companies')).toBe('2 companies');
  });

  it('name each state once, and a constant of a later version in plain letters', () => {
    expect(new Set(SITE_STATES).size).toBe(Object.keys(SITE_STATE).length);
    expect(sentence('DESTINATION_MOVED')).toBe('Destination moved');
  });

  it('tell a person’s key from a part of Companion', () => {
    expect(actorName('6P8R')).toBe('Key …6P8R');
    expect(actorName('provisioner')).toBe('Automatic setup');
  });
});
