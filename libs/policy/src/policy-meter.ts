import { type Clock, instruments, type Telemetry } from '@botect/runtime';

/** Counts what is remembered of policies, and how it is kept true. */
export interface PolicyMeter {
  /** A key was asked of the source. */
  loaded(outcome: 'found' | 'absent' | 'failed'): void;
  /** A change was heard of; or some may have been missed, so that everything is asked for again. */
  changed(kind: 'change' | 'gap'): void;
  /** Changes were asked for with success. */
  asked(): void;
  /** From now on tells how many keys are remembered. */
  watch(memory: { readonly sizes: () => { readonly present: number; readonly absent: number } }): void;
}

const outcomes = {
  found: { outcome: 'found' },
  absent: { outcome: 'absent' },
  failed: { outcome: 'failed' },
} as const;
const kinds = { change: { kind: 'change' }, gap: { kind: 'gap' } } as const;
const entries = { present: { kind: 'present' }, absent: { kind: 'absent' } } as const;

export function policyMeter(telemetry: Telemetry, now: Clock): PolicyMeter {
  const loads = telemetry.counter(...instruments.policyLoads);
  const changes = telemetry.counter(...instruments.policyChanges);
  let askedAtMs = now();
  telemetry.gauge(...instruments.policyAge, () => (now() - askedAtMs) / 1_000);
  return {
    loaded: (outcome) => loads.add(1, outcomes[outcome]),
    changed: (kind) => changes.add(1, kinds[kind]),
    asked() {
      askedAtMs = now();
    },
    watch({ sizes }) {
      telemetry.gauge(...instruments.policyEntries, () => {
        const { present, absent } = sizes();
        return [
          [present, entries.present],
          [absent, entries.absent],
        ];
      });
    },
  };
}
