import { LRUCache } from 'lru-cache';
import type { KeyMeaning } from './policy.ts';

export interface Loaded extends KeyMeaning {
  /** When its load began. */
  readonly loadedAt: number;
  /** From then on a lookup asks whether it is still true. */
  checkAt: number;
}

export interface Remembered extends Loaded {
  /** It may have changed since, and nobody would have heard of it. */
  doubted: boolean;
}

export interface PolicyMemory {
  get(digest: string): Remembered | undefined;
  put(digest: string, loaded: Loaded): void;
  /** The time at which the key was found not to exist. */
  absentAt(digest: string): number | undefined;
  putAbsent(digest: string, nowMs: number): void;
  /** What was remembered of the project, and of every key that did not exist: one of them may be its new one. */
  dropProject(projectId: number): void;
  /** Some changes may have been missed: what is remembered is kept, and has to be asked about at its next use. */
  doubtAll(): void;
  sizes(): { readonly present: number; readonly absent: number };
}

/** Absent keys have a place of their own: a flood of invented ones must not push the real ones out. */
const absentMax = 10_000;

/** Rules remembered at most, with those of all keys counted: about 2 kB each, the longest ones 12 kB. */
const rulesMax = 50_000;
/** What a key weighs: itself and its rules, which are its own copy. */
const weight = ({ policy }: Loaded) => 1 + policy.rules.length;

interface Entry extends Remembered {
  /** How often everything had been doubted when this was loaded, or last looked up. */
  doubts: number;
}

/** Keys by digest, least recently used first to go, with an index by project: dropping one must not visit all. */
export function policyMemory(entriesMax: number): PolicyMemory {
  const digestsOf = new Map<number, Set<string>>();
  // Doubting all of them is counting, not visiting: each learns of it when it is next looked up.
  let doubts = 0;
  const absent = new LRUCache<string, number>({ max: absentMax });

  const unindex = ({ policy }: Loaded, digest: string) => {
    const digests = digestsOf.get(policy.projectId);
    digests?.delete(digest);
    if (digests?.size === 0) digestsOf.delete(policy.projectId);
  };
  const present = new LRUCache<string, Entry>({
    max: entriesMax,
    maxSize: entriesMax + rulesMax,
    sizeCalculation: weight,
    dispose: unindex,
  });

  return {
    get(digest) {
      const entry = present.get(digest);
      if (entry === undefined || entry.doubts === doubts) return entry;
      return Object.assign(entry, { doubts, doubted: true, checkAt: Number.NEGATIVE_INFINITY });
    },
    put(digest, loaded) {
      // First the entry: replacing one disposes of it, and with it of its place in the index.
      present.set(digest, { ...loaded, doubted: false, doubts });
      const { projectId } = loaded.policy;
      const digests = digestsOf.get(projectId) ?? new Set();
      digestsOf.set(projectId, digests.add(digest));
    },
    absentAt: (digest) => absent.get(digest),
    putAbsent(digest, nowMs) {
      present.delete(digest);
      absent.set(digest, nowMs);
    },
    dropProject(projectId) {
      for (const digest of [...(digestsOf.get(projectId) ?? [])]) present.delete(digest);
      absent.clear();
    },
    doubtAll() {
      doubts += 1;
      absent.clear();
    },
    sizes: () => ({ present: present.size, absent: absent.size }),
  };
}
