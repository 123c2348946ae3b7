// Does the main job in a real browser: node browser-main-job.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
// Prints what it saw as JSON on the last line.
import { chromium } from 'playwright-core';

const [url, executablePath, shots] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
const complaints = [];
page.on('pageerror', (error) => complaints.push(error.message));
page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });

try {
  // The demo has filled in the form already.
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/settings|sites|welcome/);

  await page.goto(`${url}/settings`);
  for (const section of ['#gravityzone', '#rmm']) {
    await page.locator(`${section} button[type=submit]`).click();
    await page.locator(`${section} .pill.is-ready, ${section} .is-good, ${section} :text("Connected")`).first()
      .waitFor({ timeout: 20000 });
  }
  await page.screenshot({ path: `${shots}/settings.png` });

  await page.goto(`${url}/sites`);
  await page.locator('tr[data-uid]').first().waitFor({ timeout: 30000 });
  const row = page.locator('tr[data-state=UNLINKED]', { hasText: 'Brightwater Primary School' });
  await row.getByRole('button', { name: /Choose a company/ }).click();
  await page.locator('#picker').getByRole('button', { name: 'Set as new' }).click();
  await page.getByRole('button', { name: /Save changes/ }).first().click();
  await page.locator('#confirm[open]').waitFor();
  await page.screenshot({ path: `${shots}/confirm.png` });
  await page.locator('#confirm [data-confirm]').click();

  const ready = page.locator('tr[data-state=READY]', { hasText: 'Brightwater Primary School' });
  await ready.waitFor({ timeout: 60000 });
  await page.screenshot({ path: `${shots}/sites.png` });
  const state = (await ready.locator('.pill').innerText()).trim();
  const company = (await ready.locator('.c-company .name').innerText()).trim();
  console.log(JSON.stringify({ state, company, complaints }));
} catch (error) {
  await page.screenshot({ path: `${shots}/failed.png` });
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
