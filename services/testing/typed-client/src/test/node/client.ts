/* Signs in, links a site to a new company, unlinks it again, and signs out: with the generated types and nothing else that knows the console. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './api.js';

type Task = components['schemas']['Task'];

const [baseUrl = '', apiUrl = '', apiKey = '', apiSecretKey = '', siteName = ''] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl });

/** What a browser adds on its own: the session's cookie, and the token with every change. */
let cookie = '';
let csrfToken = '';
const session: Middleware = {
  onRequest({ request }) {
    if (cookie) request.headers.set('Cookie', cookie);
    if (csrfToken && request.method !== 'GET') request.headers.set('X-CSRF-TOKEN', csrfToken);
    return request;
  },
  onResponse({ response }) {
    const set = response.headers.getSetCookie()[0]?.split(';')[0];
    if (set) cookie = set;
    return undefined;
  },
};
client.use(session);

/** The data of an answer; a refusal ends the program with its type and what it says. */
function received<T>(answer: { data?: T; error?: unknown; response: Response }, what: string): T {
  if (answer.data === undefined) throw new Error(`${what}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

async function done(taskId: string): Promise<Task> {
  for (let tries = 0; tries < 240; tries++) {
    const task = received(await client.GET('/api/tasks/{id}', { params: { path: { id: taskId } } }), 'task');
    if (task.state !== 'PENDING' && task.state !== 'RUNNING') return task;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`task ${taskId}: not done in time`);
}

/** A refusal has a type to branch on; the types say which. */
async function refusalOfAStranger(): Promise<string> {
  const { error } = await client.GET('/api/sites');
  return error?.type ?? 'no type';
}

const stranger = await refusalOfAStranger();
const signedIn = received(await client.POST('/api/session', { body: { apiUrl, apiKey, apiSecretKey } }), 'sign in');
csrfToken = signedIn.csrfToken;

const sites = received(await client.GET('/api/sites', { params: { query: { q: siteName, size: 1 } } }), 'sites');
// A list can be had as a file too, so the types ask which of both came.
if (typeof sites === 'string') throw new Error('sites: a file (expected: a page)');
const site = sites.items[0];
if (!site) throw new Error(`no site ${siteName}`);
const name = site.proposedCompanyName ?? site.name;

const link = received(await client.POST('/api/links', { body: { links: [{ siteUid: site.siteUid, company: { name } }] } }), 'link');
const linked = await done(link.taskId);

const unlink = received(await client.POST('/api/links/removal', { body: { siteUids: [site.siteUid], deletePackages: true } }), 'unlink');
const unlinked = await done(unlink.taskId);

const file = await client.GET('/api/sites', { params: { query: { q: siteName } }, headers: { Accept: 'text/csv' }, parseAs: 'text' });
const signedOut = await client.DELETE('/api/session');

console.log(JSON.stringify({
  stranger,
  tenant: signedIn.tenant.id,
  company: name,
  linked: linked.state,
  unlinked: unlinked.state,
  file: String(file.data).slice(0, 11),
  signedOut: signedOut.response.status,
}));
