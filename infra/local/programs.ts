import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of programs, each with the Debian package that brings it. */
export type Programs = Readonly<Record<string, string>>;

/** What the real servers need. */
export const serverPrograms: Programs = {
  'redis-server': 'redis-server',
  postgres: 'postgresql',
  initdb: 'postgresql',
  java: 'openjdk-17-jre-headless',
  mvn: 'maven',
};

/** What the attackers of the test suite drive, and how. */
export const attackPrograms: Programs = {
  chromium: 'chromium',
  chromedriver: 'chromium-driver',
  Xvfb: 'xvfb',
  xdotool: 'xdotool',
};

/** What reads metrics. */
export const monitoringPrograms: Programs = { prometheus: 'prometheus', promtool: 'prometheus' };

/** What stands before the services. */
export const gatewayPrograms: Programs = { haproxy: 'haproxy', openssl: 'openssl' };

const installTimeoutMs = 600_000;
/** Debian starts a service when its package arrives, unless this file says otherwise. */
const autoStartPolicy = '/usr/sbin/policy-rc.d';

export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', ...postgresFolders()];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

export function programPath(name: string): string {
  const path = findProgram(name);
  if (path === null) throw new Error(`${name} is not installed`);
  return path;
}

export function missingPrograms(programs: Programs = serverPrograms): string[] {
  return Object.keys(programs).filter((name) => findProgram(name) === null);
}

export function canInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== null;
}

/** Installs what is missing from Debian; rejects in one line where it cannot. */
export function requirePrograms(print: (line: string) => void, programs: Programs = serverPrograms): void {
  const missing = missingPrograms(programs);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((name) => programs[name] ?? name))];
  if (!canInstall()) {
    throw new Error(`${missing.join(', ')} not found: install the Debian packages ${packages.join(' ')}`);
  }
  print(`installing ${packages.join(', ')} from Debian`);
  withoutAutoStart(() => {
    run('apt-get', ['update', '-qq']);
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...packages,
    ]);
  });
}

/** Runs a program to its end; a failure is one line holding the last thing it said. */
export function run(name: string, parameters: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync(name, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: installTimeoutMs,
      env: environment,
    });
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: Buffer; stderr?: Buffer };
    const said = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').at(-1);
    throw new Error(`${name} failed: ${said || message}`);
  }
}

function withoutAutoStart(install: () => void): void {
  if (existsSync(autoStartPolicy)) {
    install();
    return;
  }
  writeFileSync(autoStartPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    rmSync(autoStartPolicy, { force: true });
  }
}

/** Debian keeps PostgreSQL's servers out of PATH; the newest comes first. */
function postgresFolders(): string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, 'bin'));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
