import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Folders that hold code of ours. */
export const codeFolders = ['services', 'libs', 'standalone', 'e2e', 'bench', 'evaluate', 'infra'];

const notOurs = ['**/node_modules/**', '**/generated/**', '.infra/**', '.data/**'];

/** Paths from the root of what matches, sorted. */
export function paths(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: notOurs }).sort();
}

export function read(path: string): string {
  return readFileSync(resolve(root, path), 'utf8');
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export function sourceFiles(): SourceFile[] {
  const pattern = `{${codeFolders.join(',')}}/**/*.{ts,mjs,cjs}`;
  return paths(pattern).map((path) => ({ path, text: read(path) }));
}

export function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

/** The text without comments, for checks of what the code does. */
export function withoutComments(text: string): string {
  // Only where a line begins with it: elsewhere slash and star are a pattern like services/*/src.
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/.*$/gm, '');
}
