import { Problem } from '@botect/contracts';
import type { Clock, Logger } from '@botect/runtime';
import { hashOfDigest } from './hash-key.ts';
import { lane } from './lane.ts';
import type { KeyMeaning, PolicySource } from './policy.ts';
import type { PolicyMeter } from './policy-meter.ts';

export interface PolicyLoaderOptions {
  readonly source: PolicySource;
  readonly now: Clock;
  readonly log: Logger;
  readonly meter: Pick<PolicyMeter, 'loaded'>;
  /** Told of every answer that no change has overtaken, with the time its load began. */
  readonly onLoaded: (digest: string, meaning: KeyMeaning | null, startedAt: number) => void;
}

export interface PolicyLoader {
  /** Asks the source, once for all who ask at the same time. `known`: the key was seen before, so it need not queue with strangers. */
  load(digest: string, known: boolean): Promise<KeyMeaning | null>;
  /** What is being loaded may be older than a change just heard of: let nobody new join it, and do not remember it. */
  overtake(): void;
  /** Whether the source failed lately, and has not answered since. */
  sourceIsAway(): boolean;
  /** It answered another question. */
  sourceIsBack(): void;
}

/** Together 16 connections at most, whatever comes in; the queue is what the source answers in about a second. */
const strangers = { concurrencyMax: 12, waitingMax: 1_000 };
const acquaintances = { concurrencyMax: 4, waitingMax: 1_000 };
/** Longer than one question to a stalled database takes to fail, so that there is no gap between two failures. */
const awayMs = 15_000;
const never = Number.NEGATIVE_INFINITY;

export function policyLoader({ source, now, log, meter, onLoaded }: PolicyLoaderOptions): PolicyLoader {
  const lanes = { strangers: lane(strangers), acquaintances: lane(acquaintances) };
  const flights = new Map<string, Promise<KeyMeaning | null>>();
  let generation = 0;
  let failedAt = never;

  const ask = async (digest: string) => {
    const [startedAt, startedIn] = [now(), generation];
    try {
      const meaning = await source(hashOfDigest(digest));
      failedAt = never;
      meter.loaded(meaning === null ? 'absent' : 'found');
      if (startedIn === generation) onLoaded(digest, meaning, startedAt);
      return meaning;
    } catch (cause) {
      if (failedAt === never)
        log.warn({ err: cause }, 'keys cannot be checked; known ones are answered from memory');
      failedAt = now();
      meter.loaded('failed');
      throw new Problem('SERVICE_UNAVAILABLE', 'Keys cannot be checked now; try again shortly.', { cause });
    }
  };

  const takeOff = (digest: string, known: boolean) => {
    const flight = lanes[known ? 'acquaintances' : 'strangers'](() => ask(digest));
    flights.set(digest, flight);
    const land = () => {
      if (flights.get(digest) === flight) flights.delete(digest);
    };
    flight.then(land, land);
    return flight;
  };

  return {
    load: (digest, known) => flights.get(digest) ?? takeOff(digest, known),
    overtake() {
      generation += 1;
      flights.clear();
    },
    sourceIsAway: () => now() - failedAt < awayMs,
    sourceIsBack() {
      failedAt = never;
    },
  };
}
