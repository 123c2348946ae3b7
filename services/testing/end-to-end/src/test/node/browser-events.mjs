// Settles an event in a real browser: node browser-events.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
// Takes what is recommended of the one event that is open. Prints what it saw as JSON on the last line.
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
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/settings|sites|welcome/);

  await page.goto(`${url}/events`);
  const row = page.locator('[data-event-row]').first();
  await row.waitFor({ timeout: 60000 });
  await page.screenshot({ path: `${shots}/events.png` });
  await row.getByRole('button', { name: /Resolve/ }).click();
  const choice = page.locator('#resolve[open] li[data-action]').first();
  await choice.waitFor();
  const recommended = (await choice.locator('strong').innerText()).trim();
  await page.screenshot({ path: `${shots}/resolve.png` });
  await choice.locator('[data-resolve]').click();

  await page.locator('[data-event-row]').first().waitFor({ state: 'detached', timeout: 60000 });
  await page.screenshot({ path: `${shots}/settled.png` });
  const left = await page.locator('[data-event-row]').count();
  console.log(JSON.stringify({ recommended, left, complaints }));
} catch (error) {
  await page.screenshot({ path: `${shots}/events-failed.png` });
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
