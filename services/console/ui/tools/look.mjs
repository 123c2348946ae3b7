/**
 * Takes pictures of the pages that preview.mjs serves: npm run look -- <directory> [name of a picture]. Fails if the
 * policy was violated, or the page reported an error. Uses the machine's Chromium over its DevTools protocol, with no
 * package for it. DOCUMENTED=yes takes those of docs/console.md instead.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { DOCUMENTED } = process.env;
const BASE = process.env.BASE ?? 'http://localhost:4173';
const [out = 'pictures', only = ''] = process.argv.slice(2);
const WAIT = Number(process.env.WAIT ?? 1_500);
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const key = text => ({ key: text });
const click = selector => ({ click: selector });
const SHOTS = [
  ['overview', '/'],
  ['sites', '/sites'],
  ['sites-selected', '/sites?state=SUGGESTED,UNLINKED', [key('j'), key('x'), key('j'), key('j'), key('X')]],
  ['plans', '/plans'],
  ['plan', '/plans/p-link'],
  ['plan-create', '/plans/p-create'],
  ['plan-unlink', '/plans/p-unlink'],
  ['plan-stale', '/plans/p-stale'],
  ['plan-applied', '/plans/p-applied'],
  ['sites-link', '/sites?state=UNLINKED', [key('m')]],
  ['sites-views', '/sites?state=READY', [click('button[aria-haspopup=menu][class*=plain]'), click('[role=menuitem]')]],
  ['sites-empty', '/sites?q=zebra'],
  ['site', '/sites/0f6c0005-5b1d-4a77-9c02-000000039595'],
  ['site-timeline', '/sites/0f6c0005-5b1d-4a77-9c02-000000039595?tab=timeline'],
  ['site-attention', '/sites/0f6c0004-5b1d-4a77-9c02-000000031676'],
  ['site-suggested', '/sites/0f6c0023-5b1d-4a77-9c02-000000182137'],
  ['events', '/events'],
  ['events-selected', '/events?type=SITE_RENAMED&state=SNOOZED', [key('x')]],
  ['event', '/events/e-suspended'],
  ['activity', '/activity'],
  ['users', '/users'],
  ['help', '/sites', [key('?')]],
  ['palette', '/sites', [{ palette: 'dent' }]],
  // With TROUBLE=holds at the preview.
  ['holds', '/events', [click('main > p button')]],
  ['company', '/sites/0f6c0005-5b1d-4a77-9c02-000000039595', [click('aside button[aria-haspopup=menu]')]],
  [
    'company-delete',
    '/sites/0f6c0005-5b1d-4a77-9c02-000000039595',
    [click('aside button[aria-haspopup=menu]'), click('[role=menuitem]:last-of-type')],
  ],
  ['settings', '/settings/connections'],
  ['settings-package', '/settings/package'],
  ['settings-synchronisation', '/settings/synchronisation'],
  ['settings-automation', '/settings/automation'],
  ['settings-system', '/settings/system'],
  ['settings-danger', '/settings/danger'],
  ['welcome', '/welcome/datto'],
  ['welcome-start', '/welcome/start'],
];

/** Of docs/console.md: name of the picture, form, address, steps. */
const SITE = '/sites/0f6c0005-5b1d-4a77-9c02-000000039595';
const EVENT = '/events/e-suspended';
const PICTURES = [
  ['overview', 'd-light', '/'],
  ['overview-dark', 'd-dark', '/'],
  ['sites', 'd-light', '/sites'],
  ['sites-dark', 'd-dark', '/sites'],
  ['sites-phone', 'p-light', '/sites'],
  ['site', 'd-light', SITE],
  ['site-phone', 'p-light', SITE],
  ['plan', 'd-light', '/plans/p-link'],
  ['event', 'd-light', EVENT],
  ['event-dark', 'd-dark', EVENT],
  ['event-phone', 'p-light', EVENT],
  ['activity', 'd-light', '/activity'],
  ['users', 'd-light', '/users'],
  ['package', 'd-light', '/settings/package'],
  ['danger', 'd-light', '/settings/danger'],
];

const profile = mkdtempSync(join(tmpdir(), 'look-'));
const chromium = spawn(
  process.env.CHROMIUM ?? 'chromium',
  [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    'about:blank',
  ],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);
const address = await new Promise((resolve, reject) => {
  chromium.stderr.on('data', text => {
    const found = /ws:\/\/\S+/.exec(String(text));
    if (found) resolve(found[0]);
  });
  chromium.on('exit', () => reject(new Error('Chromium did not start')));
});

const socket = new WebSocket(address);
await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }));
const waiting = new Map();
const faults = [];
let next = 1;
let shown = '';
socket.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  if (message.id) {
    waiting.get(message.id)?.(message.result ?? message.error);
    waiting.delete(message.id);
    return;
  }
  const { entry, exceptionDetails, response } = message.params ?? {};
  if (message.method === 'Log.entryAdded' && entry.level === 'error') faults.push(`${shown}: ${entry.text}`);
  if (message.method === 'Runtime.exceptionThrown')
    faults.push(`${shown}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  if (message.method === 'Runtime.consoleAPICalled' && message.params.type === 'error') {
    faults.push(`${shown}: ${message.params.args.map(each => each.value ?? each.description).join(' ')}`);
  }
  if (message.method === 'Network.responseReceived' && response.status >= 400)
    faults.push(`${shown}: ${response.status} ${response.url}`);
});

function send(method, params = {}, sessionId) {
  const id = next++;
  socket.send(JSON.stringify({ id, method, params, sessionId }));
  return new Promise(resolve => waiting.set(id, resolve));
}
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

mkdirSync(out, { recursive: true });
for (const [form, size, scheme] of [
  ['d-light', DESKTOP, 'light'],
  ['d-dark', DESKTOP, 'dark'],
  ['p-light', PHONE, 'light'],
  ['p-dark', PHONE, 'dark'],
]) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  for (const domain of ['Page', 'Log', 'Runtime', 'Network']) await call(`${domain}.enable`);
  await call('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: size === PHONE });
  await call('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  const shots = DOCUMENTED
    ? PICTURES.filter(each => each[1] === form).map(([name, , path, steps]) => [name, path, steps, name])
    : SHOTS.map(([name, path, steps]) => [name, path, steps, `${name}-${form}`]);
  for (const [, path, steps = [], file] of shots) {
    if (!file.includes(only)) continue;
    shown = file;
    await call('Page.navigate', { url: BASE + path });
    await pause(WAIT);
    if (steps.length > 0)
      await call('Runtime.evaluate', { expression: "document.querySelector('[role=grid]')?.focus()" });
    for (const step of steps) {
      if (step.palette) {
        await call('Runtime.evaluate', {
          expression: "dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))",
        });
        await pause(600);
        await call('Input.insertText', { text: step.palette });
        await pause(500);
      } else if (step.click) {
        await call('Runtime.evaluate', {
          expression: `document.querySelector(${JSON.stringify(step.click)})?.click()`,
        });
      } else {
        await call('Input.dispatchKeyEvent', {
          type: 'keyDown',
          key: step.key,
          text: step.key.length === 1 ? step.key : '',
        });
        await call('Input.dispatchKeyEvent', { type: 'keyUp', key: step.key });
      }
      await pause(150);
    }
    await pause(250);
    const { data } = await call('Page.captureScreenshot', { format: 'png' });
    writeFileSync(join(out, `${shown}.png`), Buffer.from(data, 'base64'));
  }
  await send('Target.closeTarget', { targetId });
}
// Closed and not killed, so that none of its processes still writes to its directory.
const closed = new Promise(resolve => chromium.on('exit', resolve));
void send('Browser.close');
await closed;
rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
if (faults.length > 0) {
  console.error([...new Set(faults)].join('\n'));
  process.exit(1);
}
