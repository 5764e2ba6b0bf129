import { within } from './deadline.ts';

/** What `/ready` asks before it says yes. */
export interface Health {
  /** The probe resolves when its part answers; it counts as failed when it rejects or takes over a second. */
  check(name: string, probe: () => Promise<unknown>): void;
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
}

const probeTimeoutMs = 1000;

export function healthBoard(): HealthBoard {
  const probes = new Map<string, () => Promise<unknown>>();
  let state: Readiness['state'] = 'starting';
  return {
    check: (name, probe) => void probes.set(name, probe),
    started() {
      if (state === 'starting') state = 'running';
    },
    drain() {
      state = 'draining';
    },
    draining: () => state === 'draining',
    async readiness() {
      const outcomes = [...probes].map(async ([name, probe]) => [name, await outcome(probe)] as const);
      const checks = Object.fromEntries(await Promise.all(outcomes));
      const passed = Object.values(checks).every((text) => text === 'ok');
      return { ready: state === 'running' && passed, state, checks };
    },
  };
}

async function outcome(probe: () => Promise<unknown>): Promise<string> {
  try {
    await within(probeTimeoutMs, probe());
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}
