// The first run and the main job on the pages: three sites to companies that exist, with the mouse; one to a new company, with the keyboard alone.
// Then every page in all of its looks. node browser-pages.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY SIMULATOR_URL
import { looks } from './accessible.mjs';
import { companyIsKnown, inBrowser } from './browser.mjs';

const [, , shots, simulator] = process.argv.slice(2);
const EXISTING = ['Aldgate Dental Practice', 'Baker & Sons Joinery', 'Carrow Hill Surgery'];
const NEW = 'Brightwater Primary School';

await inBrowser('pages', async ({ page, url }) => {
  page.setDefaultTimeout(30000);
  const returned = new URL(page.url());
  const look = await looks(page, shots);
  const open = async (path) => {
    await page.goto(`${url}${path}`);
    await page.locator('main').waitFor();
  };
  const row = (name) => page.getByRole('row').filter({ hasText: name });

  // The first run, a step at a time; the forms of a demo are filled in.
  await open('/');
  await page.waitForURL(/welcome/);
  await page.getByRole('heading', { name: 'Connect Datto RMM' }).waitFor();
  await look.at('welcome');
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('heading', { name: 'Connect GravityZone' }).waitFor();
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByText('Both lists were read to their end').waitFor({ timeout: 60000 });
  await page.getByText('Sites with a match').waitFor();
  await look.at('welcome-start');
  await page.getByRole('button', { name: /Start with \d+ sites/ }).click();
  await page.waitForURL(`${url}/sites`);

  // What a first visit loads, as it comes over the wire: of a browser that has seen nothing yet.
  const visitor = await page.context().browser().newContext({ storageState: await page.context().storageState() });
  const visit = await visitor.newPage();
  await visit.goto(`${url}/sites?state=SUGGESTED`);
  await visit.getByRole('row').filter({ hasText: EXISTING[0] }).waitFor();
  const sent = await visit.evaluate(() => {
    const bytes = (pattern) => performance.getEntriesByType('resource')
      .filter(({ name }) => pattern.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { scripts: bytes(/\.js$/), styles: bytes(/\.css$/), fonts: bytes(/\.woff2$/) };
  });
  await visitor.close();

  // Three to companies that exist.
  await open('/sites?state=SUGGESTED');
  for (const name of EXISTING) await row(name).getByRole('checkbox').check();
  await look.at('sites-selected');
  await page.getByRole('button', { name: 'Link best matches' }).click();
  const apply = page.getByRole('button', { name: 'Link 3 sites' });
  await apply.waitFor();
  await look.at('review');
  // The plan is the console's: the same at its address, and in another window.
  const planned = new URL(page.url()).pathname;
  const other = await page.context().newPage();
  await other.goto(`${url}${planned}`);
  await other.getByRole('button', { name: 'Link 3 sites' }).waitFor();
  await page.reload();
  await apply.click();
  // Another address at once would take the page away before it has asked.
  await apply.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Show its task' }).waitFor();
  await look.at('plan-applied');
  // The other window follows.
  await other.getByRole('heading', { name: 'Link 3 sites: applied' }).waitFor();
  await other.close();
  await open('/plans');
  await row('Link best matches').getByText('Applied').waitFor();
  await look.at('plans');

  // One to a new company, without a mouse.
  await open('/sites');
  await row(NEW).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(NEW);
  await row(NEW).waitFor();
  await page.locator('[role=grid][aria-rowcount="2"]').waitFor();
  const focused = (role) => page.evaluate((wanted) => document.activeElement?.getAttribute('role') === wanted, role);
  for (let tabs = 0; tabs < 20 && !(await focused('grid')); tabs++) await page.keyboard.press('Tab');
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('button', { name: 'Create company and link' }).waitFor();
  await look.at('link');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await open('/sites?state=READY');
  await page.locator('[role=grid][aria-rowcount="5"]').waitFor({ timeout: 180000 });
  const ready = {};
  for (const name of [...EXISTING, NEW]) ready[name] = (await row(name).innerText()).split('\n').filter((text) => text === name).length;
  await look.at('sites-ready');

  // This filter gets a name, without a mouse; the list opens with it until the view is deleted.
  await page.getByRole('button', { name: 'Views', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Save this view' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name of this view' }).waitFor();
  await page.keyboard.type('Protected');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'View: Protected' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Manage views' }).press('Enter');
  await page.getByRole('button', { name: 'Open first: Protected' }).press('Enter');
  await look.at('views');
  await page.keyboard.press('Escape');
  await open('/sites');
  await page.waitForURL(`${url}/sites?state=READY`);
  await page.getByRole('button', { name: 'View: Protected' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Manage views' }).press('Enter');
  await page.getByRole('button', { name: 'Delete Protected' }).press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const views = await page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.startsWith('companion.views.')).map(([, text]) => text));

  // A difference, for the page of events.
  const { items } = await page.evaluate(async (q) => (await fetch(`/api/sites?q=${encodeURIComponent(q)}`)).json(), NEW);
  await fetch(`${simulator}/world/sites/${items[0].siteUid}`, {
    method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'Brightwater Academy' }),
  });

  await companyIsKnown(page, NEW);
  await open(`/sites/${items[0].siteUid}`);
  await page.getByRole('complementary').getByText('Verified').first().waitFor();
  await look.at('site');
  // A decision about a company: its machines are counted, and nothing is deleted without its name.
  await page.getByRole('complementary').getByRole('button', { name: 'Company', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete company' }).click();
  const forGood = page.getByRole('button', { name: 'Delete company for good' });
  await page.getByRole('dialog').getByRole('button', { name: 'Count machines' }).click();
  await page.getByRole('dialog').getByText(/counted (just now|\d)/).waitFor();
  const without = await forGood.isDisabled();
  await page.getByRole('textbox', { name: 'Type the company name' }).fill(NEW);
  const deletion = { without, with: await forGood.isDisabled() };
  await look.at('company-delete');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await open('/users');
  await row('Anna').first().waitFor();
  await look.at('users');
  await open('/activity');
  await row(NEW).first().waitFor();
  await look.at('activity');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await look.at('help');
  await open('/sites?q=zebra');
  await page.getByText('No site matches').waitFor();
  await look.at('sites-empty');

  await open('/events');
  await row('Site renamed').first().waitFor();
  await look.at('events');
  await row('Site renamed').getByRole('button', { name: /Resolve/ }).click();
  await page.getByRole('complementary').getByText('Recommended').waitFor();
  await look.at('event');
  await open('/');
  await page.getByText('From site to protection').waitFor();
  await page.getByText('Site renamed').first().waitFor();
  await look.at('overview');

  // The settings: each page, a change that is there after a reload, and a reset that is not begun without the name.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('default package');
  await look.at('palette');
  await page.keyboard.press('Enter');
  await page.waitForURL(/settings\/package/);
  await page.getByRole('checkbox', { name: 'EDR Sensor' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Used for later links at once').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Apply to existing packages' }).click();
  await page.getByRole('dialog').getByText('4 packages differ').waitFor();
  await look.at('package-apply');
  await page.keyboard.press('Escape');
  const edr = await page.getByRole('checkbox', { name: 'EDR Sensor' }).isChecked();
  await open('/settings');
  await page.getByText('Responds').nth(1).waitFor();
  await look.at('settings-connections');
  await open('/settings/synchronisation');
  await page.getByLabel('Minimum').waitFor();
  await look.at('settings-synchronisation');
  await open('/settings/automation');
  await page.getByLabel(/company found for a site/).waitFor();
  await look.at('settings-automation');
  await open('/settings/system');
  await page.getByText('Event resolver').first().waitFor();
  await look.at('settings-system');
  await open('/settings/danger');
  const erase = page.getByRole('button', { name: 'Erase everything' });
  await erase.waitFor();
  const reset = await erase.isDisabled();
  await look.at('settings-danger');

  return { returned: returned.pathname + returned.search, ready, sent, deletion, edr, reset, views, ...look.result() };
}, [], { start: '/sites?state=SUGGESTED' });
