import type { Logger } from '@botect/runtime';
import type { Bus, Fate, ReceivedRecord, Subscription } from './bus.ts';
import { type Outcome, outcomeOf } from './fates.ts';
import type { Consumption, Fetch } from './log.ts';
import type { BusObserver, Consumer, SettledFate } from './observer.ts';
import { backoffMs, type Timing } from './timing.ts';

export interface SubscriptionSurroundings {
  readonly publish: Bus['publish'];
  readonly timing: Timing;
  readonly observer: BusObserver;
  readonly log: Logger;
}

/** Hands fetches to the subscription's handler and turns the fates it answers into effects, then commits. */
export function consumptionOf(
  subscription: Subscription,
  surroundings: SubscriptionSurroundings,
): Consumption {
  const { topic, group } = subscription;
  const { timing, observer, log } = surroundings;
  const consumer = { topic, group };

  const workOn = async (fetch: Fetch, last: ReceivedRecord) => {
    let open = fetch.records;
    for (let attempt = 1; ; attempt += 1) {
      open = await untilSettled(open, attempt, fetch.abandoned);
      if (open.length === 0) return fetch.commit(last);
      await timing.pause(backoffMs(attempt, timing.random), fetch.abandoned);
    }
  };

  /** Answers the records to hand over again. A rejection anywhere means: all of it again, after a pause. */
  const untilSettled = async (
    records: readonly ReceivedRecord[],
    attempt: number,
    abandoned: AbortSignal,
  ) => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await settle(records, attempt);
      } catch (error) {
        log.warn({ err: error, topic, group, failures }, 'a fetch failed and is handed over again');
        observer.fetchRetried?.(consumer);
        await timing.pause(backoffMs(failures, timing.random), abandoned);
      }
    }
  };

  const settle = async (records: readonly ReceivedRecord[], attempt: number) => {
    const fates = await timed(subscription, observer, records);
    const outcomes = pairs(records, fates).map(({ record, fate }) =>
      outcomeOf(fate, { record, group, attempt, nowMs: timing.now() }),
    );
    await Promise.all(outcomes.flatMap(({ publish }) => publish.map(surroundings.publish)));
    report(consumer, outcomes, surroundings);
    return records.filter((_, at) => outcomes[at]?.handOverAgain);
  };

  return {
    topic,
    group,
    async onFetch(fetch) {
      const last = fetch.records.at(-1);
      if (!last) return;
      const release = observer.took?.(consumer, fetch.oldestAtMs ?? timing.now());
      await workOn(fetch, last).finally(() => release?.());
    },
  };
}

function report(
  consumer: Consumer,
  outcomes: readonly Outcome[],
  { observer, log }: SubscriptionSurroundings,
) {
  for (const { dropped, deadLettered } of outcomes) {
    if (dropped !== undefined) observer.dropped?.(consumer, dropped);
    if (deadLettered === undefined) continue;
    log.warn({ ...consumer, reason: deadLettered }, 'a record went to the dead letters');
    observer.deadLettered?.(consumer, deadLettered);
  }
  observer.settled?.(consumer, fatesOf(outcomes));
}

async function timed(subscription: Subscription, observer: BusObserver, records: readonly ReceivedRecord[]) {
  const startedAt = performance.now();
  let failed = true;
  try {
    const fates = await subscription.handle(records);
    failed = false;
    return fates;
  } finally {
    observer.handled?.(subscription, performance.now() - startedAt, failed);
  }
}

function fatesOf(outcomes: readonly Outcome[]): Partial<Record<SettledFate, number>> {
  const fates: Partial<Record<SettledFate, number>> = {};
  for (const outcome of outcomes) {
    const fate = fateOf(outcome);
    fates[fate] = (fates[fate] ?? 0) + 1;
  }
  return fates;
}

function fateOf({ handOverAgain, dropped, deadLettered }: Outcome): SettledFate {
  if (handOverAgain) return 'retried';
  if (deadLettered !== undefined) return 'dead_lettered';
  return dropped === undefined ? 'done' : 'dropped';
}

function pairs(records: readonly ReceivedRecord[], fates: readonly Fate[]) {
  const paired = records.flatMap((record, at) => {
    const fate = fates[at];
    return fate ? [{ record, fate }] : [];
  });
  if (fates.length === records.length && paired.length === records.length) return paired;
  throw new Error(`the handler answered ${fates.length} fates for ${records.length} records`);
}
