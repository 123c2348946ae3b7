/**
 * Builds the pages into the classes of Maven's target directory, or checks them: node build.mjs build|check <target>. Installs
 * only if the lock file changed, builds and checks only if a source did. Needs no package, so that it can say what is missing.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const HERE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const INSTALLED_FROM = ['package-lock.json', '.npmrc'];
const SOURCES = [
  ...INSTALLED_FROM,
  'package.json',
  'biome.json',
  'index.html',
  'openapi.json',
  'vite.config.ts',
  'vitest.config.ts',
  'tsconfig.json',
  'src',
  'public',
  'tools',
];

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

const [what, directory] = process.argv.slice(2);
if (!['build', 'check'].includes(what) || !directory) stop('Usage: node build.mjs build|check <target>');
const target = resolve(directory);
// Straight there: what is copied to it is never deleted from it, and its names change with each build.
const out = join(target, 'classes', 'ui');

/** Digest of the names and bytes of files and directories. */
function digest(names) {
  const hash = createHash('sha256');
  const add = name => {
    const path = join(HERE, name);
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const child of readdirSync(path).sort()) add(`${name}/${child}`);
    } else {
      hash.update(`${name}\0`).update(readFileSync(path));
    }
  };
  names.forEach(add);
  return hash.digest('hex');
}

const isStamped = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

/** Does the work unless it was done for the same value; the stamp is written last, so that what failed is done again. */
function once(stamp, value, work) {
  if (isStamped(stamp, value)) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

function npm(args, hint = '') {
  try {
    execFileSync('npm', args, { cwd: HERE, stdio: 'inherit', env: { ...process.env, COMPANION_UI_OUT: out } });
  } catch {
    stop(`npm ${args.join(' ')} failed in ${HERE}; the reason is above. ${hint}`);
  }
}

function install(toBuild) {
  npm(
    [
      'ci',
      ...(toBuild ? ['--omit=dev'] : []),
      '--prefer-offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    'The packages come from the npm registry the first time, and later from the cache of npm. Without either, build ' +
      'without the pages: -Dui.skip, and COMPANION_UI=skip for ./companion.',
  );
}

/** Compressed once and as far as it goes, beside each file: the server compresses no file of the pages itself. */
function compress() {
  const assets = join(out, 'app', 'assets');
  for (const name of readdirSync(assets).filter(each => /\.(js|css)$/.test(each))) {
    const content = readFileSync(join(assets, name));
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

// The build needs half of what the checks need: with the rest left out, installing takes half of the time.
const modules = join(HERE, 'node_modules');
const toBuild = what === 'build' && !existsSync(join(modules, 'vitest'));
const lock = digest(INSTALLED_FROM);
const all = join(modules, '.installed');
if (!isStamped(all, lock)) once(toBuild ? join(modules, '.installed-to-build') : all, lock, () => install(toBuild));
const sources = digest(SOURCES);
if (what === 'build') {
  const built = join(target, 'ui.built');
  if (!existsSync(join(out, 'index.html'))) rmSync(built, { force: true });
  once(built, sources, () => {
    npm(['run', '--silent', 'build']);
    compress();
  });
} else {
  once(join(target, 'ui.checked'), sources, () => npm(['run', '--silent', 'check']));
}
