import { chance } from '../random/distributions.ts';
import { type Random, seeded, seedFor } from '../random/seeded.ts';
import type { Capabilities, RecordedEvent, Recording } from '../recordings/recording.ts';
import { type Family, families } from './index.ts';

export interface SyntheticOptions {
  /** The same seed and the same people give the same recordings. */
  readonly seed: number;
  /** Sessions of each family. */
  readonly perFamily: number;
  /** Recordings of people for the families that work on them; without any, those families are left out. */
  readonly humans: readonly Recording[];
  /** Those wanted; all of them unless given. */
  readonly families?: readonly Family[];
}

/**
 * Recordings of synthetic bots, one family after the other, made as they are asked for. Each session has a seed of its own, from
 * the run's seed, its family and its number: other families and more sessions leave it as it was.
 */
export function* syntheticRecordings(options: SyntheticOptions): Generator<Recording> {
  for (const family of options.families ?? families) {
    if (family.needsHuman && options.humans.length === 0) continue;
    for (let session = 0; session < options.perFamily; session++) yield synthetic(family, session, options);
  }
}

function synthetic(family: Family, session: number, { seed, humans }: SyntheticOptions): Recording {
  const random = seeded(seedFor(seed, family.name, session));
  const human = humans[Math.floor(random() * humans.length)];
  const events = family.generate(random, human?.events ?? []);
  return {
    corpus: 'synthetic',
    family: family.name,
    label: 'bot',
    user: family.name,
    session: String(session),
    capabilities: capabilitiesOf(events, random),
    events,
  };
}

/** A layer that has events was seen. One that has none may have been, except keys and scrolling where nobody used them. */
function capabilitiesOf(events: readonly RecordedEvent[], random: Random): Capabilities {
  const kinds = new Set(events.map(([, kind]) => kind));
  return {
    pointer: true,
    presses: true,
    keys: kinds.has('k') || chance(random, 0.3),
    scroll: kinds.has('s') || chance(random, 0.3),
    coalesced: kinds.has('c'),
    environment: false,
  };
}
