import { parseArgs } from 'node:util';
import type { ServiceName } from '../../e2e/harness/installation.ts';

export interface EnduranceOptions {
  readonly trial: string;
  readonly services: readonly ServiceName[];
  /** Of each service. */
  readonly kills: number;
  /** Longest time for kills, the whole time of a soak. */
  readonly minutes: number;
  /** How long each fault lasts. */
  readonly seconds: number;
  /** Of the outages those whose name has this in it; all when empty. */
  readonly only: string;
  /** Visitors, and each one's pause between two batches. */
  readonly visitors: number;
  readonly pauseMs: number;
  readonly seed: string;
}

const services: readonly ServiceName[] = ['ingest', 'verdict', 'accounts', 'scoring'];

/** Throws with one line where something is not as it must be. */
export function readEnduranceOptions(
  parameters: readonly string[],
  trials: readonly string[],
): EnduranceOptions {
  const { positionals, values } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      services: { type: 'string', default: services.join(',') },
      kills: { type: 'string', default: '100' },
      minutes: { type: 'string', default: '30' },
      seconds: { type: 'string', default: '15' },
      only: { type: 'string', default: '' },
      visitors: { type: 'string', default: '8' },
      'pause-ms': { type: 'string', default: '50' },
      seed: { type: 'string', default: 'botect' },
    },
  });
  const [trial = '', ...more] = positionals;
  if (more.length > 0 || !trials.includes(trial)) throw new Error(`name one of: ${trials.join(', ')}`);
  return {
    trial,
    services: values.services.split(',').map(known),
    kills: whole('--kills', values.kills, 10_000),
    minutes: whole('--minutes', values.minutes, 24 * 60),
    seconds: whole('--seconds', values.seconds, 600),
    only: values.only,
    visitors: whole('--visitors', values.visitors, 200),
    pauseMs: whole('--pause-ms', values['pause-ms'], 60_000),
    seed: values.seed,
  };
}

function known(name: string): ServiceName {
  const found = services.find((service) => service === name);
  if (found === undefined) throw new Error(`no service ${name}; there are: ${services.join(', ')}`);
  return found;
}

function whole(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new Error(`${name} must be a whole number from 1 to ${max}`);
}
