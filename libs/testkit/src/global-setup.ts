import { globSync } from 'node:fs';
import { join } from 'node:path';
import { chooseInfrastructure } from './choose-infrastructure.ts';
import { chosenVariable, type StartedInfrastructure } from './real-infrastructure.ts';

/** The part of Jest's settings read here; Jest does not export its type. */
interface JestSettings {
  readonly rootDir: string;
  readonly testPathPatterns: {
    toExecutor(options: { rootDir: string }): { isMatch(path: string): boolean };
  };
}

let running: StartedInfrastructure | null = null;

/** Before any suite: starts what real suites run on, when one of them is among the suites asked for. */
export default async function globalSetup(settings: JestSettings): Promise<void> {
  if (!asksForRealSuites(settings)) return;
  running = await chooseInfrastructure({
    environment: process.env,
    print: (line) => process.stderr.write(`${line}\n`),
  });
  if (running === null) {
    if (process.env['REQUIRE_REAL'] === '1')
      throw new Error('REQUIRE_REAL=1, and there is no real infrastructure');
    return;
  }
  const { kafkaBrokers, redisUrl, databaseUrl } = running;
  process.env[chosenVariable] = JSON.stringify({ kafkaBrokers, redisUrl, databaseUrl });
}

export async function stopRunning(): Promise<void> {
  await running?.stop();
}

function asksForRealSuites({ rootDir, testPathPatterns }: JestSettings): boolean {
  const asked = testPathPatterns.toExecutor({ rootDir });
  const suites = globSync('{services,libs,standalone,e2e,infra}/**/*.real.test.ts', {
    cwd: rootDir,
    exclude: ['**/node_modules/**'],
  });
  return suites.some((suite) => asked.isMatch(join(rootDir, suite)));
}
