import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcher } from '../local/launcher.ts';
import { ask, freePorts } from '../local/ports.ts';
import { type Program, startProgram } from '../local/program.ts';
import { programPath } from '../local/programs.ts';
import type { PublicService } from './routes.ts';

const configuration = readFileSync(join(import.meta.dirname, 'haproxy.cfg'), 'utf8');

export interface GatewayPlan {
  /** `host:port` of each service; a host that is no address is asked of `nameServer`. */
  readonly services: Readonly<Record<PublicService, string>>;
  /** `host:port` */
  readonly nameServer?: string;
  /** Where every service answers `/ready`; its own port unless told. */
  readonly adminPort?: number;
  /** As in the container: TRUSTED_PROXIES, TLS_CERTIFICATE. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Gateway {
  readonly origin: string;
  readonly tlsPort: number;
  readonly adminPort: number;
  readonly program: Program;
  stop(): Promise<void>;
}

/** The gateway as it ships, on loopback: only where it listens and whom it asks differs. */
export async function startGateway(plan: GatewayPlan): Promise<Gateway> {
  const ports = await freePorts([0, 0, 0]);
  const [publicPort = 0, tlsPort = 0, adminPort = 0] = ports;
  const folder = mkdtempSync(join(tmpdir(), 'botect-gateway-'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, onLoopback(plan, { ':8080': publicPort, ':8443': tlsPort, ':9464': adminPort }));
  const environment = Object.entries(plan.environment ?? {}).map(([name, value]) => `${name}=${value}`);
  const program = await startProgram({
    name: 'haproxy',
    port: publicPort,
    logFile: join(folder, 'haproxy.log'),
    launched: [],
    command: [
      ...launcher({ ephemeral: true }),
      'env',
      ...environment,
      programPath('haproxy'),
      '-db',
      '-f',
      file,
    ],
    ready: () => isAlive(adminPort),
  });
  const stop = async () => {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { origin: `http://127.0.0.1:${publicPort}`, tlsPort, adminPort, program, stop };
}

function onLoopback(plan: GatewayPlan, ports: Readonly<Record<string, number>>): string {
  const { services, nameServer, adminPort } = plan;
  const check = adminPort === undefined ? 'check' : `check port ${adminPort}`;
  let text = configuration.replace('check port 9464', check);
  for (const [port, free] of Object.entries(ports))
    text = text.replace(`bind ${port}`, `bind 127.0.0.1:${free}`);
  for (const [name, address] of Object.entries(services)) text = text.replace(`${name}:8080`, address);
  // Of a name there may be several; one address ten times would be ten servers.
  if (nameServer === undefined) text = text.replaceAll(' 1-10 ', ' 1 ');
  return nameServer === undefined
    ? text
    : text.replace('parse-resolv-conf', `nameserver loopback ${nameServer}`);
}

async function isAlive(port: number): Promise<boolean> {
  const answer = await ask(port, Buffer.from('GET /live HTTP/1.0\r\n\r\n'));
  return /^HTTP\/1\.\d 200/.test(answer?.toString() ?? '');
}
