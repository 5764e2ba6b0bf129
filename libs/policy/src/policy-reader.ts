import type { Channel } from '@botect/cache';
import { type Clock, type Logger, noTelemetry, within } from '@botect/runtime';
import { keyDigest } from './hash-key.ts';
import type { KeyKind, KeyMeaning, KeyUsed, PolicyReader, PolicySource, ProjectPolicy } from './policy.ts';
import { changedProject } from './policy-changes.ts';
import { endlessLease, type Lease } from './policy-lease.ts';
import { type PolicyLoader, policyLoader } from './policy-loader.ts';
import { type PolicyMemory, policyMemory, type Remembered } from './policy-memory.ts';
import { type PolicyMeter, policyMeter } from './policy-meter.ts';

export interface PolicyReaderOptions {
  readonly source: PolicySource;
  /** Where changes are heard of. Its gaps are times whose changes nobody will ever tell. */
  readonly changes: Channel;
  /** Whether they are heard of now; always unless told. */
  readonly lease?: Lease;
  readonly now: Clock;
  readonly log: Logger;
  /** Counts nothing unless told. */
  readonly meter?: PolicyMeter;
  /** How long a policy is believed without asking again, should no announcement come; 60 s unless told. */
  readonly ttlMs?: number;
  /** How long it is believed while the source is away; 10 min unless told. */
  readonly staleMs?: number;
  /** How long a known key waits for the source before it is answered from memory; 1 s unless told. */
  readonly patienceMs?: number;
  /** Keys remembered at most; 50,000 unless told. */
  readonly entriesMax?: number;
}

const absentTtlMs = 5_000;
/** Time between two background questions about one key while the source does not answer. */
const checkAgainMs = 1_000;
const keyLengthMax = 256;
/** Nothing else was ever handed out as a key, so the source need not be asked. */
const possibleKey = /^[\x21-\x7e]+$/;

/** Listens for changes, then answers from memory: a hit costs one SHA-256 and one look into a map. */
export async function policyReader(options: PolicyReaderOptions): Promise<PolicyReader> {
  const { changes, log, now, entriesMax = 50_000, ttlMs = 60_000 } = options;
  const { meter = policyMeter(noTelemetry, now) } = options;
  const memory = policyMemory(entriesMax);
  meter.watch(memory);
  const loader = policyLoader({
    ...options,
    meter,
    onLoaded(digest, meaning, loadedAt) {
      // Asked again at half-time, in the background, so that nobody has to wait at the end of it.
      const checkAt = loadedAt + ttlMs / 2;
      if (meaning) memory.put(digest, { ...meaning, loadedAt, checkAt: Math.min(checkAt, endOf(meaning)) });
      else memory.putAbsent(digest, loadedAt);
    },
  });
  const doubtAll = () => {
    meter.changed('gap');
    loader.overtake();
    memory.doubtAll();
  };
  const onGap = () => {
    doubtAll();
    // It told of the gap: whoever asks it now need not believe in memory.
    loader.sourceIsBack();
  };
  const onChange = (message: string) => {
    const projectId = changedProject(message);
    if (projectId === null) {
      log.warn('a policy change could not be read: asking again for all policies');
      return doubtAll();
    }
    meter.changed('change');
    loader.overtake();
    memory.dropProject(projectId);
  };
  const subscription = await changes.subscribe(onChange, onGap);
  const lookup = lookupIn({ ...options, ttlMs, memory, loader });
  return {
    lookup,
    find: async (kind, key, used) => lookup(kind, key, used),
    close: () => subscription.close(),
  };
}

interface LookupParts extends PolicyReaderOptions {
  readonly ttlMs: number;
  readonly memory: PolicyMemory;
  readonly loader: PolicyLoader;
}

function lookupIn({ memory, loader, now, ttlMs, ...options }: LookupParts): PolicyReader['lookup'] {
  const { lease = endlessLease, staleMs = 600_000, patienceMs = 1_000 } = options;

  const unremembered = ({ kind, key, used }: Question, digest: string) => {
    if (!possibleKey.test(key)) return null;
    const absentAt = memory.absentAt(digest);
    if (absentAt !== undefined && now() - absentAt < absentTtlMs) return null;
    return loader.load(digest, false).then((meaning) => policyOf(meaning, kind, used));
  };

  const freshUntil = (remembered: Remembered) =>
    remembered.doubted ? Number.NEGATIVE_INFINITY : Math.min(remembered.loadedAt + ttlMs, endOf(remembered));

  const due = ({ kind, used }: Question, digest: string, remembered: Remembered) => {
    const end = endOf(remembered);
    if (now() >= end) {
      memory.putAbsent(digest, now());
      return null;
    }
    const staleAt = Math.min(remembered.loadedAt + staleMs, end);
    const isAway = loader.sourceIsAway() || lease.unanswered();
    const believedUntil = isAway ? staleAt : freshUntil(remembered);
    const reload = loader.load(digest, true);
    if (now() < believedUntil) {
      remembered.checkAt = Math.min(now() + checkAgainMs, believedUntil);
      // The loader has told the log; this caller has its answer.
      reload.catch(() => {});
      return policyOf(remembered, kind, used);
    }
    const isBelieved = () => memory.get(digest) === remembered && now() < staleAt;
    // Dropped in the meantime: it changed, and only the source knows what it changed to.
    const answer = within(patienceMs, reload).catch(() => (isBelieved() ? remembered : reload));
    return answer.then((meaning) => policyOf(meaning, kind, used));
  };

  const lookup: PolicyReader['lookup'] = (kind, key, used) => {
    if (key.length > keyLengthMax) return null;
    const digest = keyDigest(key);
    const remembered = memory.get(digest);
    if (remembered === undefined) return unremembered({ kind, key, used }, digest);
    if (!lease.holds()) return lease.held().then(() => lookup(kind, key, used));
    if (now() < remembered.checkAt) return policyOf(remembered, kind, used);
    return due({ kind, key, used }, digest, remembered);
  };
  return lookup;
}

interface Question {
  readonly kind: KeyKind;
  readonly key: string;
  readonly used: KeyUsed | undefined;
}

function endOf({ expiresAtMs }: KeyMeaning): number {
  return expiresAtMs ?? Number.POSITIVE_INFINITY;
}

function policyOf(meaning: KeyMeaning | null, kind: KeyKind, used?: KeyUsed): ProjectPolicy | null {
  if (meaning?.kind !== kind) return null;
  used?.(meaning.keyId);
  return meaning.policy;
}
