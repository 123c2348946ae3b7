// Does the main job in a real browser: node browser-main-job.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
import { inBrowser } from './browser.mjs';

await inBrowser('main-job', async ({ page, url, shot }) => {
  await page.goto(`${url}/settings`);
  for (const section of ['#gravityzone', '#rmm']) {
    await page.locator(`${section} button[type=submit]`).click();
    await page.locator(`${section} .pill.is-ready, ${section} .is-good, ${section} :text("Connected")`).first()
      .waitFor({ timeout: 20000 });
  }
  await shot('settings');

  await page.goto(`${url}/sites`);
  await page.locator('tr[data-uid]').first().waitFor({ timeout: 30000 });
  const row = page.locator('tr[data-state=UNLINKED]', { hasText: 'Brightwater Primary School' });
  await row.getByRole('button', { name: /Choose a company/ }).click();
  await page.locator('#picker').getByRole('button', { name: 'Set as new' }).click();
  await page.getByRole('button', { name: /Save changes/ }).first().click();
  await page.locator('#confirm[open]').waitFor();
  await shot('confirm');
  await page.locator('#confirm [data-confirm]').click();

  const ready = page.locator('tr[data-state=READY]', { hasText: 'Brightwater Primary School' });
  await ready.waitFor({ timeout: 60000 });
  await shot('sites');
  return {
    state: (await ready.locator('.pill').innerText()).trim(),
    company: (await ready.locator('.c-company .name').innerText()).trim(),
  };
});
