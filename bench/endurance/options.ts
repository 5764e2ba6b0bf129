import type { ServiceName } from '../../e2e/harness/installation.ts';
import { parsed, UsageFault, whole } from '../command-line.ts';

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

/** A `UsageFault` says what is not as it must be. */
export function readEnduranceOptions(
  parameters: readonly string[],
  trials: readonly string[],
): EnduranceOptions {
  const { positionals, values } = parsed(parameters, {
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
  if (more.length > 0 || !trials.includes(trial)) throw new UsageFault(`name one of: ${trials.join(', ')}`);
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
  if (found === undefined) throw new UsageFault(`no service ${name}; there are: ${services.join(', ')}`);
  return found;
}
