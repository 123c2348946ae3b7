import type { components } from './schema';

export type ProblemBody = components['schemas']['Problem'];

/** Why the console did not do what was asked, in words for people. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly body: Partial<ProblemBody>;

  constructor(status: number, title: string, detail: string, body: Partial<ProblemBody> = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.body = body;
  }

  /** Whether asking again may help: no answer, or the console's own trouble. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  static noAnswer(): Problem {
    return new Problem(0, 'No answer', 'The console does not respond. Nothing was changed. Try again in a moment.');
  }

  /** A refusal as the console or a proxy in between wrote it. */
  static of(status: number, body: unknown): Problem {
    const known = isProblem(body) ? body : null;
    return new Problem(
      status,
      known?.title ?? 'Unexpected answer',
      known?.detail ?? `The console could not answer (error ${status}). Try again in a moment.`,
      known ?? {},
    );
  }

  static from(failure: unknown): Problem {
    if (failure instanceof Problem) return failure;
    return new Problem(-1, 'Error in this page', 'This page made a mistake. Load it again; nothing was changed.');
  }
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'detail' in body && 'title' in body;
}
