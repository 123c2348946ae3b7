// All rules of axe on what a page shows, in both themes, on a desktop and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Of a page whose looks are all checked: violations, and a picture of each. */
export async function looks(page, shots) {
  // Outside the page's own policy, which lets no script in.
  await page.addInitScript(AXE);
  const found = [];
  let looked = 0;
  const at = async (name) => {
    for (const [form, size] of [['desktop', DESKTOP], ['phone', PHONE]]) {
      await page.setViewportSize(size);
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const look = `${name}-${form}-${colorScheme}`;
        const { theme, violations } = await page.evaluate(async () => {
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return {
            theme: document.documentElement.dataset.mantineColorScheme,
            violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 5).join(', ')}`),
          };
        });
        found.push(...violations.map((violation) => `${look}: ${violation}`));
        if (theme !== colorScheme) found.push(`${look}: is ${theme}`);
        await page.screenshot({ path: `${shots}/app-${look}.png` });
        looked++;
      }
    }
    await page.setViewportSize(DESKTOP);
  };
  return { at, result: () => ({ found, looked }) };
}
