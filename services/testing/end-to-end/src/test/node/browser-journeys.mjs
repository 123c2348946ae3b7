// What an administrator does, one after the other, as far as a console that does not restart:
// node browser-journeys.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY SIMULATOR_URL
import { companyIsKnown, inBrowser } from './browser.mjs';

const simulator = process.argv[5];
const EXISTING = ['Aldgate Dental Practice', 'Baker & Sons Joinery', 'Carrow Hill Surgery'];
const NEW = ['Brightwater Primary School', 'Dunmore Veterinary Clinic', 'Greenfield Housing Trust'];
const TWIN = 'Chester Road Motors';
const HOSTILE = '<img src=x onerror=alert(1)>{{7*7}}Dunmore';

await inBrowser('journeys', async ({ page, url, shot }) => {
  page.setDefaultTimeout(60000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const row = (name, on = page) => on.getByRole('row').filter({ hasText: name });
  const seen = {};

  // The first run, with the forms of the demo.
  await page.waitForURL(/welcome/);
  for (const vendor of ['Connect Datto RMM', 'Connect GravityZone']) {
    await page.getByRole('heading', { name: vendor }).waitFor();
    await page.getByRole('button', { name: 'Check and save' }).click();
  }
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('button', { name: /Start with \d+ sites/ }).click();
  await page.waitForURL(`${url}/sites`);

  // Sign-in is refused with another secret; nothing of it is in the address.
  const stranger = await page.context().browser().newContext();
  const door = await stranger.newPage();
  await door.goto(`${url}/signin`);
  await door.getByLabel('API secret key').fill('not the secret');
  await door.getByRole('button', { name: 'Sign in' }).click();
  seen.refused = await door.getByRole('alert').innerText();
  seen.refusedAt = new URL(door.url()).pathname + new URL(door.url()).search;
  await stranger.close();

  // Three to companies that exist; another window follows.
  const other = await page.context().newPage();
  await other.goto(`${url}/sites?state=READY`);
  await page.goto(`${url}/sites?state=SUGGESTED`);
  for (const name of EXISTING) await row(name).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Link best matches' }).click();
  await page.getByRole('button', { name: 'Link 3 sites' }).waitFor();
  // The back key leads to where the plan was made, and forward to the plan.
  await page.goBack();
  seen.back = new URL(page.url()).search;
  await page.goForward();
  await page.getByRole('button', { name: 'Link 3 sites' }).click();
  await page.getByRole('button', { name: 'Show its task' }).waitFor();
  for (const name of EXISTING) await row(name, other).first().waitFor({ timeout: 180000 });
  await other.close();

  // Three to new companies; one more has a company of nearly its name, and is left out until a person says otherwise.
  const uids = {};
  for (const name of NEW) {
    const { items } = await page.evaluate(async (q) => (await fetch(`/api/sites?q=${encodeURIComponent(q)}`)).json(), name);
    uids[name] = items[0]?.siteUid;
  }
  await page.goto(`${url}/sites?state=UNLINKED,SUGGESTED`);
  for (const name of [...NEW, TWIN]) await row(name).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create companies' }).click();
  await page.getByRole('button', { name: 'Link 3 sites' }).waitFor();
  seen.twin = await row(TWIN).innerText();
  await shot('plan-with-a-twin');
  await page.getByRole('button', { name: 'Link 3 sites' }).click();
  await page.getByRole('button', { name: 'Show its task' }).waitFor();
  await page.goto(`${url}/sites?state=READY`);
  await page.locator('[role=grid][aria-rowcount="7"]').waitFor({ timeout: 180000 });

  for (const name of NEW) await companyIsKnown(page, name);

  // An installation link is hidden until it is asked for, and copied as it is shown.
  await page.goto(`${url}/sites/${uids[NEW[0]]}`);
  const drawer = page.getByRole('complementary');
  const link = drawer.locator('code').last();
  seen.hidden = await link.innerText();
  await drawer.getByRole('button', { name: 'Show', exact: true }).click();
  await link.filter({ hasText: '://' }).waitFor();
  seen.shown = await link.innerText();
  await drawer.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('copied', { exact: false }).first().waitFor();
  seen.copied = await page.evaluate(() => navigator.clipboard.readText());

  // A difference is resolved by what is recommended, and is listed as closed with how it ended.
  await fetch(`${simulator}/world/sites/${uids[NEW[0]]}`, {
    method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'Brightwater Academy' }),
  });
  await page.goto(`${url}/events`);
  await row('Site renamed').getByRole('button', { name: /Resolve/ }).click();
  const recommended = drawer.locator('[data-recommended]');
  seen.recommended = await recommended.getByRole('button').innerText();
  await recommended.getByRole('button').click();
  await page.goto(`${url}/events`);
  await row('Site renamed').waitFor({ state: 'detached', timeout: 120000 });
  await page.goto(`${url}/events?state=CLOSED`);
  await row('Site renamed').waitFor();
  seen.closed = await row('Site renamed').innerText();

  // A refresh that fails is said, and what was there stays.
  await page.route(/\/api\/events\?/, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }));
  await fetch(`${simulator}/world/sites/${uids[NEW[1]]}`, {
    method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: HOSTILE }),
  });
  await page.getByText('Not updated').waitFor({ timeout: 120000 });
  seen.kept = await row('Site renamed').count();
  await shot('events-not-updated');
  await page.unroute(/\/api\/events\?/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Not updated').waitFor({ state: 'hidden' });

  // A name is text, whatever it looks like.
  await page.goto(`${url}/sites?q=Dunmore`);
  await row('onerror').waitFor({ timeout: 60000 });
  seen.hostile = await row('onerror').getByText(HOSTILE, { exact: true }).count();

  // Unlinked: its company stays.
  await page.goto(`${url}/sites/${uids[NEW[2]]}`);
  await drawer.getByRole('button', { name: 'Unlink…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink site' }).click();
  await drawer.getByText('Not linked').first().waitFor({ timeout: 120000 });
  await shot('unlinked');

  // The session ends: sign-in leads back to where one was.
  await page.goto(`${url}/sites?q=Surgery`);
  await row('Carrow Hill Surgery').waitFor();
  await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/session')).json();
    await fetch('/api/session', { method: 'DELETE', headers: { 'X-CSRF-TOKEN': csrfToken } });
  });
  await page.waitForURL(/signin/, { timeout: 90000 });
  await page.getByText('Your session has ended').waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await row('Carrow Hill Surgery').waitFor();
  seen.returned = new URL(page.url()).pathname + new URL(page.url()).search;
  return seen;
}, [/status of (401|500)/]);
