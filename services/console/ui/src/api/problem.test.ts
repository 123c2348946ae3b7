import { describe, expect, it } from 'vitest';
import { Problem } from './problem';

describe('a problem', () => {
  it('is told in the console’s words', () => {
    const problem = Problem.of(422, { title: 'Refused', detail: 'Nothing was changed.', refusals: [] });
    expect(problem.message).toBe('Nothing was changed.');
    expect(problem.title).toBe('Refused');
    expect(problem.isPassing).toBe(false);
  });

  it('of a proxy in between has words of its own', () => {
    expect(Problem.of(502, '<html>').message).toContain('error 502');
    expect(Problem.of(502, undefined).isPassing).toBe(true);
  });

  it('of this page never shows its cause', () => {
    expect(Problem.from(new TypeError('x is undefined')).message).not.toContain('undefined');
    expect(Problem.noAnswer().isPassing).toBe(true);
  });
});
