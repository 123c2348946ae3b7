import createClient, { type Middleware } from 'openapi-fetch';
import { Problem } from './problem';
import type { paths } from './schema';

const UNATTENDED_AFTER = 60_000;

let csrfToken = '';
let lastInput = Date.now();
let isLeaving = false;

/** The token that every change carries; from the session. */
export function keepToken(token: string): void {
  csrfToken = token;
}

/** Notes input, so that what a page refreshes while no person is there does not keep the session alive. */
export function watchInput(): void {
  const note = () => {
    lastInput = Date.now();
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(kind, note, { passive: true });
}

/** Leads to sign-in, which brings back to this very address. */
export function signInAgain(): void {
  if (isLeaving) return;
  isLeaving = true;
  const here = location.pathname + location.search;
  location.assign(`/signin?ended=true&next=${encodeURIComponent(here)}`);
}

const rules: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRF-TOKEN', csrfToken);
    if (document.hidden || Date.now() - lastInput > UNATTENDED_AFTER) {
      request.headers.set('X-Companion-Unattended', 'true');
    }
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) signInAgain();
    return response;
  },
};

export const api = createClient<paths>({
  baseUrl: '/',
  headers: { Accept: 'application/json' },
  querySerializer: { array: { style: 'form', explode: false } },
});
api.use(rules);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The JSON body of a call's answer (lists are files too, which are text); throws a Problem in words if there is none. */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<Exclude<T, string>> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw Problem.noAnswer();
  }
  if (!answer.response.ok) throw Problem.of(answer.response.status, answer.error);
  return answer.data as Exclude<T, string>;
}
