/**
 * Makes a fresh clone ready: packages and generated code. Plain JavaScript on Node 20 or newer, because nothing is
 * installed when it first runs; the packages bring the Node that runs everything else. Does nothing when current.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const database = join(root, 'libs/database');
const stampFile = join(root, 'node_modules/.botect-setup');
const generated = join(database, 'src/generated');
const browserScript = join(root, 'libs/sdk-browser');
const scriptBuild = '../../infra/browser-script/build.ts';
const builtScript = join(browserScript, 'dist/sdk.js');
const scriptStampFile = join(browserScript, 'dist/.sources');
const pnpm = 'pnpm@12.21.0';
const reasonLengthMax = 300;

/** Changes when anything that decides the packages or the generated code changes. */
function fingerprint() {
  const folders = ['libs', 'services'].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((name) => `${parent}/${name}`),
  );
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'libs/database/prisma/schema.prisma'].concat(
    ['.', 'standalone', ...folders].map((folder) => `${folder}/package.json`),
  );
  const hash = createHash('sha256');
  for (const file of files.filter((name) => existsSync(join(root, name))))
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function isCurrent(stamp) {
  return existsSync(stampFile) && existsSync(generated) && readFileSync(stampFile, 'utf8') === stamp;
}

/** Runs quietly; when it fails, what it said from the first mention of an error becomes one line. */
function run(file, parameters, { cwd = root, env = {} } = {}) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const environment = { ...process.env, PATH: path, CI: '1', ...env };
  try {
    execFileSync(file, parameters, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const said = `${error.stdout ?? ''}\n${error.stderr ?? ''}`.trim() || error.message;
    const reason = said
      .slice(Math.max(0, said.search(/\bERR|error/i)))
      .replace(/[^\x20-\x7e]+/g, ' ')
      .replace(/ +/g, ' ');
    throw new Error(`${basename(file)} failed: ${reason.slice(0, reasonLengthMax)}`);
  }
}

/** Changes with anything that decides the browser script's bytes. */
function scriptFingerprint() {
  const sources = readdirSync(join(browserScript, 'src'), { recursive: true }).map((name) =>
    join('src', name),
  );
  const files = sources.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  for (const file of [...files, scriptBuild])
    hash.update(file).update(readFileSync(join(browserScript, file)));
  return hash.digest('hex');
}

/** Takes a fifth of a second, and is done with every change of its sources. */
function buildScript() {
  const stamp = scriptFingerprint();
  if (
    existsSync(builtScript) &&
    existsSync(scriptStampFile) &&
    readFileSync(scriptStampFile, 'utf8') === stamp
  )
    return;
  run('node', [join(browserScript, scriptBuild)]);
  writeFileSync(scriptStampFile, stamp);
}

function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node 20 or newer is needed; this is ${process.version}`);
  const stamp = fingerprint();
  if (isCurrent(stamp)) return;
  console.error('setup: installing packages (the first time takes about half a minute)');
  run('npx', ['--yes', pnpm, 'install', '--frozen-lockfile']);
  console.error('setup: generating the database client');
  // Generating needs no engine, but Prisma would download one to find that out.
  run('node_modules/.bin/prisma', ['generate'], {
    cwd: database,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
  });
  writeFileSync(stampFile, stamp);
}

try {
  setUp();
  buildScript();
} catch (error) {
  console.error(`setup: ${error.message}`);
  process.exitCode = 1;
}
