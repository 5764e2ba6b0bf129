import { parsed, UsageFault, whole } from './command-line.ts';

export interface Options {
  /** Metrics to run, in the order given; all of them when none is named. */
  readonly metrics: readonly string[];
  /** How often every candidate is measured, in turn with the others. */
  readonly rounds: number;
  /** How long one measurement of one candidate lasts. */
  readonly seconds: number;
}

/** Rounds and seconds are bounded, so that a slip of the finger does not occupy the machine for a day. */
const [roundsMax, secondsMax] = [50, 60];

export function readOptions(parameters: readonly string[], known: readonly string[]): Options {
  const { positionals, values } = parsed(parameters, {
    options: { rounds: { type: 'string', default: '7' }, seconds: { type: 'string', default: '2' } },
  });
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageFault(`no metric ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  return {
    metrics: positionals.length > 0 ? positionals : known,
    rounds: whole('--rounds', values.rounds, roundsMax),
    seconds: whole('--seconds', values.seconds, secondsMax),
  };
}
