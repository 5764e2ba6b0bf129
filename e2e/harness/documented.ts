import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The commands a page of the documentation prints below a heading, as they are. */
export function documented(page: string, heading: string): string {
  const text = readFileSync(resolve(root, page), 'utf8');
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [, commands] = /```sh\n(.*?)```/s.exec(section.split('\n## ')[0] ?? '') ?? [];
  if (commands === undefined) throw new Error(`${page} prints no commands below ${heading}`);
  return commands;
}
