import { within } from './deadline.ts';

/** What `/ready` asks before it says yes. */
export interface Health {
  /** The probe resolves when its part answers; it counts as failed when it rejects or takes over a second. */
  check(name: string, probe: () => Promise<unknown>): void;
  /** The same of a part the process can do without: metrics tell of it, `/ready` does not ask. */
  watch(name: string, probe: () => Promise<unknown>): void;
}

export interface Readiness {
  readonly ready: boolean;
  readonly state: 'starting' | 'running' | 'draining';
  /** By name: `ok`, or what went wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface HealthBoard extends Health {
  started(): void;
  /** For good: a process that has begun to stop is never ready again. */
  drain(): void;
  draining(): boolean;
  readiness(): Promise<Readiness>;
  /** Whether each part answers now, those `/ready` does not ask included. */
  dependencies(): Promise<ReadonlyMap<string, boolean>>;
}

const probeTimeoutMs = 1000;

export function healthBoard(): HealthBoard {
  const probes = new Map<string, () => Promise<unknown>>();
  const watched = new Map<string, () => Promise<unknown>>();
  let state: Readiness['state'] = 'starting';
  return {
    check: (name, probe) => void probes.set(name, probe),
    watch: (name, probe) => void watched.set(name, probe),
    started() {
      if (state === 'starting') state = 'running';
    },
    drain() {
      state = 'draining';
    },
    draining: () => state === 'draining',
    async readiness() {
      const checks = Object.fromEntries(await outcomes(probes));
      const passed = Object.values(checks).every((text) => text === 'ok');
      return { ready: state === 'running' && passed, state, checks };
    },
    async dependencies() {
      const told = await outcomes(new Map([...watched, ...probes]));
      return new Map(told.map(([name, text]) => [name, text === 'ok']));
    },
  };
}

function outcomes(probes: ReadonlyMap<string, () => Promise<unknown>>) {
  return Promise.all([...probes].map(async ([name, probe]) => [name, await outcome(probe)] as const));
}

async function outcome(probe: () => Promise<unknown>): Promise<string> {
  try {
    await within(probeTimeoutMs, probe());
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}
