import { type Channel, connectCache } from '@botect/cache';
import { defaultBotSettings, Problem } from '@botect/contracts';
import { silentLog } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { hashKey } from './hash-key.ts';
import type { KeyKind, KeyMeaning, ProjectPolicy } from './policy.ts';
import { announcePolicyChange, policyChannel } from './policy-changes.ts';
import { type PolicyReaderOptions, policyReader } from './policy-reader.ts';

export function policyOf(projectId: number, decided: Partial<ProjectPolicy> = {}): ProjectPolicy {
  return {
    projectId,
    accountId: 1,
    accountActive: true,
    projectActive: true,
    scoringEnabled: true,
    monthlyEventQuota: null,
    sessionSeed: Buffer.alloc(32, 7),
    settings: defaultBotSettings,
    likelyBotThreshold: 30,
    rules: [],
    ruleFields: new Set(),
    ...decided,
  };
}

/** Keys in memory, that can go away and can be made to hold their answers back. */
export function keysInMemory() {
  const meanings = new Map<string, KeyMeaning>();
  const asked: Buffer[] = [];
  let away = false;
  let gate: Promise<void> | null = null;
  return {
    asked,
    set(key: string, kind: KeyKind, policy: ProjectPolicy, expiresAtMs: number | null = null) {
      meanings.set(hashKey(key).toString('hex'), { kind, keyId: `id of ${key}`, expiresAtMs, policy });
    },
    revoke: (key: string) => meanings.delete(hashKey(key).toString('hex')),
    goAway: (gone = true) => {
      away = gone;
    },
    /** From now on questions wait; answers how to let them go on. What they find is decided when they are asked. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = null;
        resolve();
      };
    },
    async source(keyHash: Buffer): Promise<KeyMeaning | null> {
      asked.push(keyHash);
      const meaning = meanings.get(keyHash.toString('hex')) ?? null;
      await gate;
      if (away) throw new Problem('SERVICE_UNAVAILABLE', 'gone');
      return meaning;
    },
  };
}

/** A reader over keys in memory, with project 1 (`site-1`, `private-1`) and project 2 (`site-2`). */
export async function readerFixture(options: Partial<PolicyReaderOptions> = {}) {
  const keys = keysInMemory();
  keys.set('site-1', 'site', policyOf(1));
  keys.set('private-1', 'private', policyOf(1));
  keys.set('site-2', 'site', policyOf(2));
  const now = fakeClock(1_700_000_000_000);
  const channel = (await connectCache({ embedded: true })).channel(policyChannel);
  let gap = () => {};
  const changes: Channel = {
    publish: channel.publish,
    subscribe(onMessage, onGap) {
      gap = onGap;
      return channel.subscribe(onMessage, onGap);
    },
  };
  const reader = await policyReader({ source: keys.source, changes, now, log: silentLog, ...options });
  return {
    keys,
    now,
    reader,
    channel,
    missChanges: () => gap(),
    change: (projectId: number) => announcePolicyChange(channel, projectId),
    /** Lets everything that can go on without new input go on. */
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
