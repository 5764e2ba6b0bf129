import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { type Environment, type Program, startProgram } from './program.ts';

/** A second on an idle machine. */
const startTimeoutMs = 180_000;

/** One process of a service, which can be ended and started again. */
export interface Replica extends Closable {
  /** Where the process that runs, or ran last, answers requests; another one after each start. */
  origin(): string;
  /** Resolves when `/ready` says yes; rejects with what it said when it ends instead. */
  start(): Promise<void>;
  ready(): Promise<boolean>;
  /** What `/metrics` of that process prints. */
  metrics(): Promise<string>;
  /** True when the process that runs, or ran last, is gone. */
  ended(): boolean;
  /** Of that process; 0 before the first start. */
  pid(): number;
  /** Freezes it, and lets it go on. */
  pause(): void;
  resume(): void;
  /** kill -9, resolved when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** All it ever wrote, over all its lives. */
  output(): string;
}

/** The system chooses the ports: one that was free a moment ago may be somebody else's by now. */
const anyPorts = { HOST: '127.0.0.1', ADMIN_HOST: '127.0.0.1', PORT: '0', ADMIN_PORT: '0' };

const announcedAdminPort = /"adminPort":(\d+)/;
const announcedPort = /"port":(\d+),"message":"requests are served"/;

/** `entry` from the root of the repository. */
export function replicaOf(entry: string, environment: Environment): Replica {
  const lives: Program[] = [];
  const output = () => lives.map((life) => life.stdout() + life.stderr()).join('');
  const address = (announced: RegExp) => {
    const [, port] = announced.exec(lives.at(-1)?.stdout() ?? '') ?? [];
    return `http://127.0.0.1:${port ?? 0}`;
  };

  const ready = async () => {
    if (lives.at(-1)?.ended() !== false) return false;
    const answer = await fetch(`${address(announcedAdminPort)}/ready`).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.ok ?? false;
  };

  return {
    origin: () => address(announcedPort),
    ready,
    metrics: async () => (await fetch(`${address(announcedAdminPort)}/metrics`)).text(),
    ended: () => lives.at(-1)?.ended() ?? true,
    pid: () => lives.at(-1)?.pid ?? 0,
    output,
    async start() {
      const life = startProgram({ command: [entry], environment: { ...anyPorts, ...environment } });
      lives.push(life);
      await eventually(
        async () => {
          if (!life.ended() && !(await ready())) throw new Error(`${entry} is not ready: ${output()}`);
        },
        { timeoutMs: startTimeoutMs },
      );
      if (life.ended()) throw new Error(`${entry} ended: ${output()}`);
    },
    pause: () => lives.at(-1)?.signal('SIGSTOP'),
    resume: () => lives.at(-1)?.signal('SIGCONT'),
    kill: async () => lives.at(-1)?.close(),
    async stop() {
      lives.at(-1)?.signal('SIGTERM');
      return lives.at(-1)?.exitCode ?? null;
    },
    async close() {
      await Promise.all(lives.map((life) => life.close()));
    },
  };
}

const startsMax = 5;

/** Starts it as an orchestrator does: again when it ended at once, because a server it needs did not answer in time. */
export async function startPatiently(replica: Replica): Promise<void> {
  for (let starts = 1; ; starts += 1) {
    try {
      return await replica.start();
    } catch (error) {
      if (starts === startsMax || !replica.ended()) throw error;
    }
  }
}
