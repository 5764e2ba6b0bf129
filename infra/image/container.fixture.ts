import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsAsRoot } from '../local/launcher.ts';
import { buildNatively } from './build.fixture.ts';
import { dockerfileText, type Start, stagesOf, startOf } from './dockerfile.ts';

export interface NativeImage {
  /** What would be the container's root folder. */
  readonly folder: string;
  readonly start: Start;
  run(command: readonly string[], environment: Readonly<Record<string, string>>): NativeContainer;
  /** Ends what still runs, too. */
  remove(): void;
}

export interface NativeContainer {
  readonly exitCode: Promise<number | null>;
  output(): string;
  signal(name: NodeJS.Signals): void;
}

/** The image as the Dockerfile makes it, in a folder that everybody may read and, of our users, only root may write. */
export function nativeImage(): NativeImage {
  const stages = stagesOf(dockerfileText);
  const parent = mkdtempSync(join(tmpdir(), 'botect-image-'));
  chmodSync(parent, 0o755);
  const folder = buildNatively(stages, parent);
  const node = lendNode(join(parent, 'bin'));
  const last = stages.at(-1);
  if (last === undefined) throw new Error('the Dockerfile has no stage');
  const start = startOf(last);
  const started: ChildProcess[] = [];
  const inside = (text: string) => text.replaceAll('/var/lib/', `${folder}/var/lib/`);
  return {
    folder,
    start,
    run(command, environment) {
      const [program, ...parameters] = command;
      if (program !== 'node') throw new Error(`the image is meant to run Node alone, not ${program}`);
      const own = Object.entries(start.environment).map(([name, value]) => [name, inside(value)]);
      const child = spawn('setpriv', [...asUser(start.user), node, ...parameters], {
        cwd: join(folder, start.workingDirectory),
        env: { ...Object.fromEntries(own), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(child);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
      const exitCode = once(child, 'close').then(([code]) => code as number | null);
      return { exitCode, output: () => text, signal: (name) => void child.kill(name) };
    },
    remove() {
      for (const child of started) child.kill('SIGKILL');
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** As Docker with `user`, `cap_drop: ALL` and `no-new-privileges`; who is not root keeps their own user. */
function asUser(user: string): string[] {
  const [id = '', group = ''] = user.split(':');
  const other = [`--reuid=${id}`, `--regid=${group}`, '--clear-groups', '--bounding-set=-all'];
  return [...(runsAsRoot() ? other : []), '--no-new-privs', '--pdeathsig', 'KILL', '--'];
}

/** The program of this very process, where others may run it: the repository may lie in a folder they may not enter. */
function lendNode(folder: string): string {
  const path = join(folder, 'node');
  mkdirSync(folder);
  try {
    linkSync(process.execPath, path);
  } catch {
    copyFileSync(process.execPath, path);
  }
  chmodSync(path, 0o755);
  return path;
}
