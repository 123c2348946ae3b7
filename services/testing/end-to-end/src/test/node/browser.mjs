// One page in a real browser, for one script: what goes wrong is photographed, and what the browser complains of is kept.
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

/**
 * Signs in at the demo, whose form is filled in already, and runs the script. Prints what that answers, with the
 * browser's complaints, but for those that are expected, as JSON on the last line. A request to another host, or one
 * that the policy refuses, is such a complaint.
 *
 * @param start the address that is asked for without a session
 * @param kept the file of a browser's local storage, as storageOf wrote it
 */
export async function inBrowser(name, script, expected = [], { start = '', kept } = {}) {
  const [url, executablePath, shots] = process.argv.slice(2);
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const window = await browser.newContext({ viewport: { width: 1280, height: 860 }, storageState: kept });
  const page = await window.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`); });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) complaints.push(`request to ${request.url()}`);
  });
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (violation) =>
    console.error(`policy: ${violation.violatedDirective} ${violation.blockedURI}`)));
  const shot = (what) => page.screenshot({ path: `${shots}/${what}.png` });
  try {
    await page.goto(url + start);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
    const seen = await script({ page, url, shot });
    console.log(JSON.stringify({ ...seen, complaints: complaints.filter((text) => !expected.some((each) => each.test(text))) }));
  } catch (error) {
    await shot(`${name}-failed`);
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

/** Writes the local storage of a page's browser to a file, and no cookie. */
export async function storageOf(page, file) {
  const { origins } = await page.context().storageState();
  await writeFile(file, JSON.stringify({ cookies: [], origins }));
}

/** Asks in the page, every half second, until the answer is true. */
export async function until(page, asked, argument, timeout) {
  const end = Date.now() + timeout;
  while (!(await page.evaluate(asked, argument))) {
    if (Date.now() > end) throw new Error(`not true after ${timeout} ms: ${asked}`);
    await page.waitForTimeout(500);
  }
}

/** A company that was just created is known once the list of companies was read again. */
export const companyIsKnown = (page, name) =>
  until(page, async (q) => (await (await fetch(`/api/companies?q=${encodeURIComponent(q)}`)).json()).total > 0, name, 60000);
