/**
 * Makes the script pages load: one file, minified, without a module system. The same sources and packages give the same
 * bytes. `node infra/browser-script/build.ts` writes it below the package's `dist/`, `--sri` prints its hash for `integrity=`,
 * `--document` puts that into the documentation.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minify } from '@swc/core';
import { build } from 'esbuild';
import { refuseForeign } from './foreign-names.ts';
import { ownNames } from './own-names.ts';
import { plainPrivates } from './plain-privates.ts';

const folder = join(import.meta.dirname, '../../libs/sdk-browser');
const target = join(folder, 'dist/sdk.js');
const documentation = join(import.meta.dirname, '../../docs/browser-sdk.md');

/** Throws when a name that is to be shortened is one the wire, the browser or the page knows. */
export async function buildScript(): Promise<string> {
  refuseForeign(ownNames);
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'src/script.ts')],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    platform: 'browser',
    charset: 'utf8',
    minifySyntax: true,
    mangleProps: new RegExp(`^(?:_\\d+|${ownNames.join('|')})$`),
    legalComments: 'none',
    plugins: [plainPrivates],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  // Bundled by the one, made small by the other: a twentieth smaller than by esbuild alone.
  const { code } = await minify(outputFiles[0]?.text ?? '', {
    compress: {
      passes: 3,
      ecma: 2020,
      keep_fargs: false,
      hoist_props: true,
      hoist_funs: true,
      unsafe_arrows: true,
      unsafe_regexp: true,
      unsafe: true,
    },
    mangle: true,
    ecma: 2020,
  });
  return code;
}

/** For the `integrity` attribute of a script tag. */
export function integrityOf(script: string): string {
  return `sha384-${createHash('sha384').update(script).digest('base64')}`;
}

/** The documentation prints the hash: after a change it has to be the new one. */
function documentHash(integrity: string): void {
  const text = readFileSync(documentation, 'utf8');
  writeFileSync(documentation, text.replace(/integrity="[^"]+"/, `integrity="${integrity}"`));
}

if (import.meta.main) {
  const script = await buildScript();
  const asked = process.argv[2];
  if (asked === '--sri') process.stdout.write(`${integrityOf(script)}\n`);
  else if (asked === '--document') documentHash(integrityOf(script));
  else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, script);
  }
}
