import type { ReceivedRecord } from '@botect/bus';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { type Faults, scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { now, faults, stalled, consumer, subject } = scoringHarness(stores);

type Kind = 'batch' | 'replayed batch' | 'erasure' | 'repeated erasure';
const kinds: readonly Kind[] = ['batch', 'batch', 'batch', 'replayed batch', 'erasure', 'repeated erasure'];
const anyKinds = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 });

/** A log of one session, and what it must come to. Batches are told apart by their entropy. */
function write(kinds: readonly Kind[]) {
  const { record, erasure, visible, content } = subject();
  let requestedAtMs = 0;
  let left: number[] = [];
  const batches: ReceivedRecord[] = [];
  const log = kinds.map((kind, place) => {
    now.advance(1_000);
    // A dead letter comes back as it was, to a session that may have been erased meanwhile.
    const again = kind === 'replayed batch' ? batches[place % batches.length] : undefined;
    if (again) return again;
    if (kind === 'batch' || kind === 'replayed batch') {
      left.push(place + 1);
      const made = record('a', { entropy: (place + 1) / 100, samples: 1 });
      batches.push(made);
      return made;
    }
    if (kind === 'erasure') [requestedAtMs, left] = [now(), []];
    return erasure('a', requestedAtMs);
  });
  const sum = left.reduce((total, each) => total + each, 0);
  const mean = Math.round((sum / left.length / 100) * 10_000) / 10_000;
  const expected = left.length === 0 ? null : { events: left.length, entropy: mean };
  return { log, expected, visible: () => visible('a'), content };
}

interface Attempt {
  /** Which process is handed the fetch. */
  readonly process: 0 | 1 | 2;
  readonly records: number;
  /** What is away meanwhile; without a commit the process was killed after its work. */
  readonly fails: keyof Faults | 'commit' | null;
}
const anyAttempts = fc.array(
  fc.record<Attempt>({
    process: fc.constantFrom(0, 1, 2),
    records: fc.integer({ min: 1, max: 4 }),
    fails: fc.constantFrom('load', 'save', 'erase', 'publish', 'commit', null, null, null),
  }),
  { maxLength: 12 },
);
// Whoever is refused once, for what others changed meanwhile, is not refused again.
const last: Attempt = { process: 0, records: 12, fails: null };

/** Hands the log over as a bus would: in order from the last commit. Answers how much of it was committed. */
async function deliver(log: ReturnType<typeof write>['log'], attempts: readonly Attempt[]) {
  const processes = [consumer(), consumer(), consumer()] as const;
  let committed = 0;
  for (const { process, records, fails } of attempts) {
    const fetch = log.slice(committed, committed + records);
    const succeeded = (async () => {
      if (fails !== null && fails !== 'commit') faults[fails] = true;
      await processes[process](fetch);
      return fails !== 'commit';
    })();
    if (await succeeded.catch(() => false)) committed += fetch.length;
    if (fails !== null && fails !== 'commit') faults[fails] = false;
  }
  return committed;
}

test('whoever handles a log, failing anywhere, a session ends as what came after its last erasure', async () => {
  const property = fc.asyncProperty(anyKinds, anyAttempts, async (kinds, attempts) => {
    const { log, expected, visible, content } = write(kinds);
    expect(await deliver(log, [...attempts, last, last, last])).toBe(log.length);
    for (const lateWrite of stalled.splice(0)) await lateWrite();
    expect(await content()).toEqual(expected);
    // Where the cache has nothing PostgreSQL is asked.
    const entropy = (await visible())?.behavioral.mouseEntropy;
    expect([expected?.entropy, undefined]).toContain(entropy);
  });
  await fc.assert(property, { numRuns: 200, seed: 7 });
}, 180_000);
