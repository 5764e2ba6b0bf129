import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Finding, isMet } from '../measure/finding.ts';
import { median } from '../measure/statistics.ts';

const folder = resolve(import.meta.dirname, '../results');

/** Writes everything found, and what it was found with; answers the file's path. */
export function writeResults(about: object, findings: readonly Finding[]): string {
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = join(folder, `${at.replaceAll(/[:.]/g, '-')}.json`);
  const results = findings.map((finding) => ({
    ...finding,
    median: median(finding.values),
    met: isMet(finding),
  }));
  writeFileSync(file, `${JSON.stringify({ at, ...about, results }, null, 2)}\n`);
  return relative(process.cwd(), file);
}
