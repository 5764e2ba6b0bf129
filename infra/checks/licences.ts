import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Licences that ask for nothing but to be named. */
const permissive = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC'];
/** As free as those, met under other names: no conditions at all, or the Python licence of one package. */
const alsoPermitted = ['0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0', 'Unlicense', 'PostgreSQL', 'MIT-0'];
const permitted = new Set([...permissive, ...alsoPermitted]);

/** Packages accepted in spite of their licence, each with the reason. */
export const exceptions: Readonly<Record<string, string>> = {};

/** True when an SPDX expression can be met with permitted licences alone: any side of OR, every side of AND. */
export function isPermitted(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/ or /i.test(bare)) return bare.split(/ or /i).some(isPermitted);
  if (/ and /i.test(bare)) return bare.split(/ and /i).every(isPermitted);
  return permitted.has(bare);
}

export interface InstalledPackage {
  readonly name: string;
  readonly licence: string;
}

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly license?: string | { readonly type: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Everything installed below what the package in `folder` declares for production, itself included. */
export function productionPackages(
  folder: string,
  seen = new Map<string, InstalledPackage>(),
): Map<string, InstalledPackage> {
  const home = realpathSync(folder);
  if (seen.has(home)) return seen;
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  const { name, license = 'none named', dependencies, optionalDependencies } = manifest;
  seen.set(home, { name, licence: typeof license === 'string' ? license : license.type });
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = installedAt(home, dependency);
    if (found !== null) productionPackages(found, seen);
  }
  return seen;
}

/** Node's own search: node_modules of this folder, then of those above. Null for another system's optional package. */
function installedAt(from: string, name: string): string | null {
  const candidate = join(from, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(from) === from ? null : installedAt(dirname(from), name);
}
