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
  return { recommended, left: await page.locator('[data-event-row]').count() };
});
