import { type Action, actions, type Band, bands, Problem } from '@botect/contracts';
import type { Decision } from '@botect/rules';
import { type Attributes, instruments, type Logger, type Telemetry } from '@botect/runtime';
import { OutOfTime, StoresAway } from './failing-open.ts';

export interface DecidedVerdict {
  readonly verdict: Band;
  readonly action: Action;
  readonly step: Decision['step'];
}

/** Counts what the verdict service answers. */
export interface VerdictMeter {
  /** Where what is known of the visitor was found. */
  found(where: 'cache' | 'database' | 'network_list'): void;
  unknown(): void;
  cacheFault(error: unknown): void;
  appearanceFault(error: unknown): void;
  failedOpen(error: unknown): void;
  decided(decided: DecidedVerdict): void;
  /** What a project was answered, whether or not anything was known. */
  given(projectId: number, verdict: Band): void;
}

const failOpen = (reason: string): Attributes => ({ source: 'fail_open', reason });

const outcomes = {
  cache: { source: 'cache' },
  database: { source: 'database' },
  network_list: { source: 'network_list' },
  unknown: failOpen('unknown_session'),
  outOfTime: failOpen('out_of_time'),
  storesAway: failOpen('stores_away'),
  keysUnknown: failOpen('keys_unknown'),
  fault: failOpen('fault'),
} as const;

const steps = ['verified', 'static', 'rule', 'toggle', 'default'] as const satisfies Decision['step'][];

/** All attributes there can be, made once: a verdict looks them up, and makes none. */
const given = table(bands, (verdict): Attributes => ({ verdict }));
const decided = table(bands, (verdict) =>
  table(actions, (action) => table(steps, (step): Attributes => ({ verdict, action, step }))),
);

function table<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

export function verdictMeter(telemetry: Telemetry, log: Logger): VerdictMeter {
  const answers = telemetry.counter(...instruments.verdicts);
  const decisions = telemetry.counter(...instruments.verdictDecisions);
  const cacheFaults = telemetry.counter(...instruments.verdictCacheFaults);
  const perProject = telemetry.ranked(...instruments.projectVerdicts, 'project');
  return {
    found: (where) => answers.add(1, outcomes[where]),
    unknown: () => answers.add(1, outcomes.unknown),
    cacheFault(error) {
      cacheFaults.add(1);
      log.debug({ err: error }, 'the cache cannot tell; asking the database');
    },
    appearanceFault: (error) => log.debug({ err: error }, 'how the visitor appeared is not known in time'),
    failedOpen(error) {
      answers.add(1, outcomeOf(error));
      log.debug({ err: error }, 'verdict failed open');
    },
    decided: ({ verdict, action, step }) => decisions.add(1, decided[verdict][action][step]),
    given: (projectId, verdict) => perProject.add(1, projectId, given[verdict]),
  };
}

function outcomeOf(error: unknown): Attributes {
  if (error instanceof OutOfTime) return outcomes.outOfTime;
  if (error instanceof StoresAway) return outcomes.storesAway;
  // Before the session only its key is asked for.
  return error instanceof Problem ? outcomes.keysUnknown : outcomes.fault;
}
