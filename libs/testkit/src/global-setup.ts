import { globSync } from 'node:fs';
import { join } from 'node:path';
import { requireKubectl } from '../../../infra/kubernetes/kubectl.ts';
import {
  attackPrograms,
  canInstall,
  gatewayPrograms,
  monitoringPrograms,
  requirePrograms,
} from '../../../infra/local/programs.ts';
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

const print = (line: string) => process.stderr.write(`${line}\n`);

/** Before any suite: starts what real suites run on, when one of them is among the suites asked for. */
export default async function globalSetup(settings: JestSettings): Promise<void> {
  if (asksFor(settings, 'e2e/**/*.test.ts'))
    install('browsers', () => requirePrograms(print, attackPrograms));
  if (asksFor(settings, 'infra/{gateway,compose}/*.test.ts'))
    install('the gateway', () => requirePrograms(print, gatewayPrograms));
  if (asksFor(settings, 'infra/observability/**/*.test.ts'))
    install('Prometheus', () => requirePrograms(print, monitoringPrograms));
  if (asksFor(settings, 'infra/kubernetes/*.test.ts')) install('kubectl', () => requireKubectl(print));
  if (!asksFor(settings, '{services,libs,standalone,e2e,infra}/**/*.real.test.ts')) return;
  running = await chooseInfrastructure({ environment: process.env, print });
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

/** Here and not in the suites that need them: two workers that install at once stand in each other's way. */
function install(what: string, work: () => void): void {
  if (!canInstall()) return;
  try {
    work();
  } catch (error) {
    if (process.env['REQUIRE_REAL'] === '1') throw error;
    print(`${what} could not be installed: ${error instanceof Error ? error.message : error}`);
  }
}

function asksFor({ rootDir, testPathPatterns }: JestSettings, suites: string): boolean {
  const asked = testPathPatterns.toExecutor({ rootDir });
  const found = globSync(suites, { cwd: rootDir, exclude: ['**/node_modules/**'] });
  return found.some((suite) => asked.isMatch(join(rootDir, suite)));
}
