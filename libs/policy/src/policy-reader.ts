import type { Channel } from '@botect/cache';
import { type Clock, type Logger, noTelemetry } from '@botect/runtime';
import { keyDigest } from './hash-key.ts';
import type { KeyKind, KeyMeaning, KeyUsed, PolicyReader, PolicySource, ProjectPolicy } from './policy.ts';
import { changedProject } from './policy-changes.ts';
import { type PolicyLoader, policyLoader } from './policy-loader.ts';
import { type PolicyMemory, policyMemory, type Remembered } from './policy-memory.ts';
import { type PolicyMeter, policyMeter } from './policy-meter.ts';

export interface PolicyReaderOptions {
  readonly source: PolicySource;
  /** Where changes are announced: `cache.channel(policyChannel)`. */
  readonly changes: Channel;
  readonly now: Clock;
  readonly log: Logger;
  /** Counts nothing unless told. */
  readonly meter?: PolicyMeter;
  /** How long a policy is believed without asking again, should no announcement come; 60 s unless told. */
  readonly ttlMs?: number;
  /** How long it is believed while the source is away; 10 min unless told. */
  readonly staleMs?: number;
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
  const forgetAll = () => {
    meter.changed('gap');
    loader.overtake();
    memory.dropAll();
  };
  const onChange = (message: string) => {
    const projectId = changedProject(message);
    if (projectId === null) {
      log.warn('a policy change could not be read: forgetting all policies');
      return forgetAll();
    }
    meter.changed('change');
    loader.overtake();
    memory.dropProject(projectId);
  };
  const subscription = await changes.subscribe(onChange, forgetAll);
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

function lookupIn({ memory, loader, now, ttlMs, staleMs = 600_000 }: LookupParts): PolicyReader['lookup'] {
  const unremembered = ({ kind, key, used }: Question, digest: string) => {
    if (!possibleKey.test(key)) return null;
    const absentAt = memory.absentAt(digest);
    if (absentAt !== undefined && now() - absentAt < absentTtlMs) return null;
    return loader.load(digest, false).then((meaning) => policyOf(meaning, kind, used));
  };

  const due = ({ kind, used }: Question, digest: string, remembered: Remembered) => {
    const end = endOf(remembered);
    if (now() >= end) {
      memory.putAbsent(digest, now());
      return null;
    }
    const staleAt = Math.min(remembered.loadedAt + staleMs, end);
    const believedUntil = loader.sourceIsAway() ? staleAt : Math.min(remembered.loadedAt + ttlMs, end);
    const reload = loader.load(digest, true);
    if (now() < believedUntil) {
      remembered.checkAt = Math.min(now() + checkAgainMs, believedUntil);
      // The loader has told the log; this caller has its answer.
      reload.catch(() => {});
      return policyOf(remembered, kind, used);
    }
    return reload.then(
      (meaning) => policyOf(meaning, kind, used),
      (error) => {
        // Dropped in the meantime: it changed, and what it changed to is not known.
        if (memory.get(digest) !== remembered || now() >= staleAt) throw error;
        return policyOf(remembered, kind, used);
      },
    );
  };

  return (kind, key, used) => {
    if (key.length > keyLengthMax) return null;
    const digest = keyDigest(key);
    const remembered = memory.get(digest);
    if (remembered === undefined) return unremembered({ kind, key, used }, digest);
    if (now() < remembered.checkAt) return policyOf(remembered, kind, used);
    return due({ kind, key, used }, digest, remembered);
  };
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
