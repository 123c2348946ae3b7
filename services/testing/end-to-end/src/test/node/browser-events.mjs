// Settles the one open event in a real browser by what is recommended:
// node browser-events.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
import { inBrowser } from './browser.mjs';

await inBrowser('events', async ({ page, url, shot }) => {
  await page.goto(`${url}/events`);
  const row = page.locator('[data-event-row]').first();
  await row.waitFor({ timeout: 60000 });
  await shot('events');
  await row.getByRole('button', { name: /Resolve/ }).click();
  const choice = page.locator('#resolve[open] li[data-action]').first();
  await choice.waitFor();
  const recommended = (await choice.locator('strong').innerText()).trim();
  await shot('resolve');
  await choice.locator('[data-resolve]').click();

  await row.waitFor({ state: 'detached', timeout: 60000 });
  await shot('settled');
  const left = await page.locator('[data-event-row]').count();

  // The closed event is listed, with why; a refresh that fails is said on the page, which keeps what it showed, and is tried again.
  await page.getByRole('link', { name: /^Closed/ }).click();
  await row.waitFor({ timeout: 20000 });
  const closed = (await row.innerText()).trim();
  await page.route(/\/events\?/, (route) => route.fulfill({ status: 500, contentType: 'text/html', body: 'broken' }));
  await page.getByRole('link', { name: /^Snoozed/ }).click();
  await page.locator('#stale:not([hidden])').waitFor({ timeout: 20000 });
  const stale = (await page.locator('#stale').innerText()).trim();
  const kept = await page.locator('[data-event-row]').count();
  await shot('stale');
  await page.unroute(/\/events\?/);
  await page.locator('#stale').waitFor({ state: 'hidden', timeout: 40000 });
  return { recommended, left, closed, stale, kept, then: (await page.locator('.empty').innerText()).trim() };
}, [/status of 500/]);
