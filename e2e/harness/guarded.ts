import { type Botect, botect as client, type Fault } from '@botect/node';
import type { Closable } from '@botect/runtime';
import { call } from './api.ts';
import { dataFolder, startStandalone } from './standalone.ts';

const token = `test_${'bootstrap'.repeat(5)}`;

/** The product with one project of one rule, and a server-side client of it. */
export interface Guarded extends Closable {
  readonly guard: Botect;
  /** What the client reported. */
  readonly faults: readonly Fault[];
  /** Ends the product; the client stays. */
  leave(): Promise<void>;
}

/** `refusing` is the rule by which visitors are blocked. */
export async function startGuarded(refusing: string): Promise<Guarded> {
  const folder = await dataFolder();
  const server = await startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
  const own = { bearer: token };
  const project = await call(`POST ${server.origin}/v1/projects`, { ...own, body: { name: 'Shop' } });
  const of = `POST ${server.origin}/v1/projects/${project.body['id']}`;
  const keys = await call<{ site_key: string; private_key: string }>(`${of}/scoring`, own);
  await call(`${of}/rules`, { ...own, body: { name: 'Bots', expression: refusing, action: 'block' } });
  const { site_key: siteKey, private_key: privateKey } = keys.body;
  const faults: Fault[] = [];
  const onFault = (fault: Fault) => void faults.push(fault);
  // By address: the browsers of these suites look no name up.
  const baseUrl = server.origin.replace('localhost', '127.0.0.1');
  const guard = client({ siteKey, privateKey, baseUrl, cacheSeconds: 1, onFault });
  return {
    guard,
    faults,
    leave: () => server.close(),
    async close() {
      await guard.close(100);
      await server.close();
      await folder.close();
    },
  };
}
