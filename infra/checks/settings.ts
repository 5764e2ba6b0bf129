import { type SourceFile, withoutComments } from './repository.ts';

/** Where programs for people and machines at the terminal live, which are told things by the environment. */
const mayRead =
  /^(infra|bench|e2e|libs\/testkit)\/|^(standalone\/src\/(replay|operator|topics)|libs\/database\/src\/migrate-cli)\.ts$/;
const home = /^libs\/runtime\/src\//;
const reading = /\bprocess\.env\b|\benv\b[^;]*from 'node:process'/;

/** Files of the product that read the environment, besides the one place that does. */
export function environmentReaders(files: readonly SourceFile[]): string[] {
  const readers = files
    .filter(({ path, text }) => !mayRead.test(path) && reading.test(withoutComments(text)))
    .map(({ path }) => path);
  const atHome = readers.filter((path) => home.test(path));
  return [...readers.filter((path) => !home.test(path)), ...atHome.slice(1)];
}
