import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programPath, run } from './programs.ts';

const pom = join(import.meta.dirname, 'pom.xml');
const copyJars = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** Where the jars of the version in pom.xml lie, below the folder given. */
export function jarFolder(cache: string): string {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  return join(cache, 'kafka', version);
}

/** Downloads the jars from Maven Central the first time (46 files, 45 MB); answers their folder. */
export function requireJars(cache: string, print: (line: string) => void): string {
  const folder = jarFolder(cache);
  if (existsSync(folder)) return folder;
  print('downloading Apache Kafka from Maven Central');
  // Written aside and renamed, so that two first starts at once both end with whole files.
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  run(programPath('mvn'), [
    '-q',
    '-B',
    '-f',
    pom,
    copyJars,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${aside}`,
  ]);
  if (existsSync(folder)) rmSync(aside, { recursive: true });
  else renameSync(aside, folder);
  return folder;
}
