import type { Logger } from '@botect/runtime';
import type { Bus, Fate, ReceivedRecord, Subscription } from './bus.ts';
import { type Outcome, outcomeOf } from './fates.ts';
import type { Consumption, Fetch } from './log.ts';
import type { BusObserver } from './observer.ts';
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

  const onFetch = async (fetch: Fetch) => {
    const last = fetch.records.at(-1);
    if (!last) return;
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
        observer.fetchRetried?.(topic, group);
        await timing.pause(backoffMs(failures, timing.random), abandoned);
      }
    }
  };

  const settle = async (records: readonly ReceivedRecord[], attempt: number) => {
    const fates = await subscription.handle(records);
    const outcomes = pairs(records, fates).map(({ record, fate }) =>
      outcomeOf(fate, { record, group, attempt, nowMs: timing.now() }),
    );
    await Promise.all(outcomes.flatMap(({ publish }) => publish.map(surroundings.publish)));
    outcomes.forEach(report);
    return records.filter((_, at) => outcomes[at]?.handOverAgain);
  };

  const report = ({ dropped, deadLettered }: Outcome) => {
    if (dropped !== undefined) observer.dropped?.(topic, dropped);
    if (deadLettered === undefined) return;
    log.warn({ topic, group, reason: deadLettered }, 'a record went to the dead letters');
    observer.deadLettered?.(topic, deadLettered);
  };

  return { topic, group, onFetch };
}

function pairs(records: readonly ReceivedRecord[], fates: readonly Fate[]) {
  const paired = records.flatMap((record, at) => {
    const fate = fates[at];
    return fate ? [{ record, fate }] : [];
  });
  if (fates.length === records.length && paired.length === records.length) return paired;
  throw new Error(`the handler answered ${fates.length} fates for ${records.length} records`);
}
