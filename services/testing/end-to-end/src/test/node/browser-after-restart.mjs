// After the console was killed in the middle of a task: the same browser is told how it goes on; then the tenant is reset.
// node browser-after-restart.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
import { inBrowser, until } from './browser.mjs';

await inBrowser('after-restart', async ({ page, url, shot }) => {
  page.setDefaultTimeout(60000);
  const seen = {};
  await page.goto(`${url}/sites?state=READY`);
  await page.getByRole('grid').waitFor();
  seen.chip = await page.getByRole('button', { name: /of 300|Done/ }).innerText();
  const ready = async (wanted) => (await (await fetch('/api/sites?size=1&state=READY&q=Bulk')).json()).total === wanted;
  await until(page, ready, 300, 240000);
  await shot('after-restart');

  await page.goto(`${url}/settings/danger`);
  const erase = page.getByRole('button', { name: 'Erase everything' });
  await page.getByLabel(/^Type .* to confirm/).last().fill('Northwind');
  seen.wrong = await erase.isDisabled();
  await page.getByLabel(/^Type .* to confirm/).last().fill('Northwind Managed IT');
  await erase.click();
  const receipt = page.getByText('Erased, in keys of each topic');
  await receipt.waitFor({ timeout: 180000 });
  seen.receipt = await receipt.innerText();
  await shot('reset');
  seen.sites = await page.evaluate(async () => (await (await fetch('/api/sites?size=1')).json()).total);
  return seen;
}, [/status of 4\d\d/], { kept: 'browser.json' });
