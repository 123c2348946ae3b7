// Three hundred sites in one plan, begun: node browser-bulk.mjs CONSOLE_URL CHROMIUM SCREENSHOT_DIRECTORY
import { inBrowser, storageOf } from './browser.mjs';

await inBrowser('bulk', async ({ page, url, shot }) => {
  page.setDefaultTimeout(60000);
  await page.goto(`${url}/sites?q=Bulk`);
  await page.locator('[role=grid][aria-rowcount="301"]').waitFor({ timeout: 120000 });
  await page.getByRole('row').nth(1).getByRole('checkbox').check();
  await page.getByRole('button', { name: /Select all 300 matching/ }).click();
  await page.getByRole('button', { name: 'Create companies' }).click();
  const apply = page.getByRole('button', { name: 'Link 300 sites' });
  await apply.waitFor();
  await shot('plan-of-300');
  await apply.click();
  await page.getByRole('button', { name: 'Show its task' }).waitFor();
  const chip = page.getByRole('button', { name: /of 300/ });
  await chip.waitFor();
  // Another page, and a reload: the task is still told.
  await page.goto(`${url}/activity`);
  await chip.waitFor();
  await page.reload();
  await chip.waitFor();
  await storageOf(page, 'browser.json');
  return { chip: await chip.innerText(), plan: page.url() };
});
