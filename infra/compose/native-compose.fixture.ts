import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launcher } from '../local/launcher.ts';
import { programPath } from '../local/programs.ts';
import { type ComposeFile, isBotect, root, startOrder } from './compose-file.ts';
import { type NativePlace, nativePlace } from './native-place.fixture.ts';
import { type Container, nativeCommands } from './native-programs.fixture.ts';

const healthyTimeoutMs = 240_000;
const betweenChecksMs = 250;

interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  output(): string;
}

export interface NativeCompose {
  readonly place: NativePlace;
  /** What a process wrote so far. */
  output(name: string): string;
  /** Runs a job once more; answers what it said. */
  again(name: string): Promise<string>;
  /** SIGTERM to every process of ours; answers their exit codes. */
  stop(): Promise<Readonly<Record<string, number | null>>>;
  /** Ends whatever still runs and removes everything. */
  close(): Promise<void>;
}

/** `docker compose up` without containers: each service's own command, settings, order and health checks, on loopback. */
export async function composeUp(compose: ComposeFile): Promise<NativeCompose> {
  const place = nativePlace(compose);
  const running = new Map<string, Running>();
  mountSecrets(place, compose);
  const close = async () => {
    for (const { child } of running.values()) child.kill('SIGKILL');
    await Promise.all([...running.values()].map(({ exitCode }) => exitCode));
    place.remove();
  };
  const bring = async (name: string) => {
    const container = containerOf(name, compose, place);
    const command = nativeCommands[imageName(container)]?.(container);
    if (command === undefined) return;
    const started = start(container, command);
    running.set(name, started);
    await settled(started, container);
  };
  try {
    for (const layer of layers(compose)) await Promise.all(layer.map(bring));
  } catch (error) {
    await close();
    throw error;
  }
  const ours = () => [...running.values()].filter(({ name }) => longLived(name, compose));
  return {
    place,
    close,
    output: (name) => running.get(name)?.output() ?? '',
    async again(name) {
      await bring(name);
      return running.get(name)?.output() ?? '';
    },
    async stop() {
      for (const { child } of ours()) child.kill('SIGTERM');
      const codes = ours().map(async ({ name, exitCode }) => [name, await exitCode] as const);
      return Object.fromEntries(await Promise.all(codes));
    },
  };
}

/** Services that can be started together: those whose waits are over. */
function layers({ services }: ComposeFile): string[][] {
  const depths = new Map<string, number>();
  for (const name of startOrder(services)) {
    const before = Object.keys(services[name]?.depends_on ?? {}).map((other) => depths.get(other) ?? 0);
    depths.set(name, 1 + Math.max(0, ...before));
  }
  return [...Map.groupBy(depths.keys(), (name) => depths.get(name) ?? 0)]
    .sort(([a], [b]) => a - b)
    .map(([, names]) => names);
}

function longLived(name: string, { services }: ComposeFile): boolean {
  const service = services[name];
  return service !== undefined && isBotect(service) && service['restart'] !== 'no';
}

/** The one-shot container mounts every secret volume below one folder. */
function mountSecrets({ folder }: NativePlace, { services }: ComposeFile): void {
  for (const mount of services['secrets']?.volumes ?? []) {
    const [volume = '', inside = ''] = mount.split(':');
    mkdirSync(join(folder, dirname(inside)), { recursive: true });
    symlinkSync(join(folder, volume), join(folder, inside));
  }
}

function containerOf(name: string, { services }: ComposeFile, place: NativePlace): Container {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  const told = Object.entries(service.environment ?? {});
  const environment = Object.fromEntries(
    told.map(([setting, value]) => [setting, place.outside(name, `${value}`)]),
  );
  return { name, service, place, environment };
}

const imageName = ({ service }: Container) => service.image.replace(/:[^:]*$/, '');

function surroundings({ name, service, place, environment }: Container): Record<string, string | undefined> {
  const own = place.address(name);
  const listening = isBotect(service) ? { HOST: own, ADMIN_HOST: own } : {};
  return { PATH: `${dirname(programPath('postgres'))}:${process.env['PATH']}`, ...environment, ...listening };
}

function start(container: Container, command: readonly string[]): Running {
  const [file = '', ...parameters] = [...launcher({ ephemeral: true }), ...command];
  const child = spawn(file, parameters, {
    cwd: root,
    env: surroundings(container),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return { name: container.name, child, exitCode, output: () => text };
}

/** Resolves when it is healthy by its own check, or has done its work where it has none. */
async function settled({ name, child, exitCode, output }: Running, container: Container): Promise<void> {
  const { healthcheck, restart } = container.service;
  const failed = (why: string) => new Error(`${name} ${why}: ${output().slice(-2000)}`);
  if (restart === 'no') {
    if ((await exitCode) !== 0) throw failed('failed');
    return;
  }
  const deadline = performance.now() + healthyTimeoutMs;
  while (!(await isHealthy(healthcheck?.test ?? [], container))) {
    if (child.exitCode !== null || child.signalCode !== null) throw failed('ended');
    if (performance.now() > deadline) throw failed('is not healthy');
    await pause(betweenChecksMs);
  }
}

function isHealthy([kind, ...words]: readonly string[], container: Container): Promise<boolean> {
  const shell = kind === 'CMD-SHELL' ? ['sh', '-c'] : [];
  const [program = '', ...parameters] = [...shell, ...words].map((word) =>
    container.place.outside(container.name, word),
  );
  const file = program === 'node' ? process.execPath : program;
  return new Promise((resolve) => {
    execFile(file, parameters, { cwd: root, env: surroundings(container), timeout: 10_000 }, (error) =>
      resolve(error === null),
    );
  });
}
