// What needs care: an installation link is shown and copied, and the tenant is reset.
// node browser-care.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
import { inBrowser } from './browser.mjs';

await inBrowser('care', async ({ page, url, shot }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${url}/sites`);
  const ready = page.locator('tr[data-state=READY]', { hasText: 'Brightwater Academy' });
  await ready.waitFor({ timeout: 60000 });
  await ready.locator('.name, a, button').first().click();
  const text = page.locator('.drawer-in [data-link-text]').first();
  await text.waitFor({ timeout: 20000 });
  const hidden = (await text.innerText()).trim();
  await page.locator('.drawer-in [data-link-show]').first().click();
  await page.locator('.drawer-in [data-link-text]', { hasText: '://' }).first().waitFor({ timeout: 20000 });
  const shown = (await text.innerText()).trim();
  await shot('link-shown');
  await page.locator('.drawer-in [data-link-copy]').first().click();
  await page.getByText('Copied.').first().waitFor({ timeout: 20000 });
  const copied = await page.evaluate(() => navigator.clipboard.readText());

  await page.goto(`${url}/settings#reset`);
  await page.locator('#confirmReset').fill('Northwind');
  await page.locator('#reset button[type=submit]').click();
  await page.locator('#reset .problem:not([hidden])').waitFor({ timeout: 20000 });
  const wrong = (await page.locator('#reset .problem').innerText()).trim();
  await page.locator('#confirmReset').fill('Northwind Managed IT');
  await page.locator('#reset button[type=submit]').click();
  await page.locator('#reset .receipt').waitFor({ timeout: 180000 });
  const receipt = (await page.locator('#reset .receipt').innerText()).trim();
  await page.locator('#reset').scrollIntoViewIfNeeded();
  await shot('reset');
  await page.goto(`${url}/sites`);
  await page.locator('.empty').first().waitFor({ timeout: 20000 });
  await shot('after-reset');
  return { hidden, shown, copied, wrong, receipt, sites: await page.locator('tr[data-uid]').count() };
}, [/status of 4\d\d/]);
