import { type Attributes, type Clock, instruments, type Telemetry } from '@botect/runtime';
import type { BusObserver, Consumer, SettledFate } from './observer.ts';

/** Reasons are texts of handlers. What one begins with tells its kind, and is of few. */
const reasonsMax = 30;
const kindOf = (reason: string) => reason.split(':', 1)[0]?.slice(0, 60) ?? '';

/** Counts and times what happens on the bus. */
export function busMeter(telemetry: Telemetry, now: Clock): BusObserver {
  return { ...publishMeter(telemetry), ...fateMeter(telemetry), ...fetchMeter(telemetry, now) };
}

function publishMeter(telemetry: Telemetry): BusObserver {
  const durations = telemetry.histogram(...instruments.publishDuration);
  const published = telemetry.counter(...instruments.publishedRecords);
  const refusals = telemetry.counter(...instruments.publishRefused);
  const attributes = onceEach((topic: string) => {
    const destination = { 'messaging.destination.name': topic };
    const call = { 'messaging.operation.name': 'send', ...destination };
    return { destination, call, failed: { ...call, 'error.type': 'append' } };
  });
  const refusal = onceEach((topic: string, reason: string) => ({ topic, reason }));
  return {
    appended(topic, records, durationMs) {
      published.add(records, attributes(topic).destination);
      durations.record(durationMs / 1_000, attributes(topic).call);
    },
    appendFailed: (topic, durationMs) => durations.record(durationMs / 1_000, attributes(topic).failed),
    refused: (topic, why, records) => refusals.add(records, refusal(topic, why)),
  };
}

function fateMeter(telemetry: Telemetry): BusObserver {
  const records = telemetry.counter(...instruments.records);
  const drops = telemetry.counter(...instruments.recordsDropped);
  const letters = telemetry.counter(...instruments.deadLetters);
  const retries = telemetry.counter(...instruments.fetchRetries);
  const fated = onceEach((topic: string, group: string, fate: string) => ({ topic, group, fate }));
  const reasoned = onceEach((topic: string, group: string, reason: string) => ({ topic, group, reason }));
  const retried = onceEach((topic: string, group: string) => ({ topic, group }));
  const label = boundedLabels(reasonsMax);
  return {
    settled({ topic, group }, fates) {
      for (const [fate, count] of Object.entries(fates) as [SettledFate, number][]) {
        records.add(count, fated(topic, group, fate));
      }
    },
    dropped: ({ topic, group }, reason) => drops.add(1, reasoned(topic, group, label(kindOf(reason)))),
    deadLettered: ({ topic, group }, reason) => letters.add(1, reasoned(topic, group, label(kindOf(reason)))),
    fetchRetried: ({ topic, group }) => retries.add(1, retried(topic, group)),
  };
}

interface InHand extends Consumer {
  readonly oldestAtMs: number;
}

function fetchMeter(telemetry: Telemetry, now: Clock): BusObserver {
  const durations = telemetry.histogram(...instruments.fetchDuration);
  const inHand = new Set<InHand>();
  const consumers = onceEach((topic: string, group: string) => ({ topic, group }));
  const known = new Set<Consumer>();
  const handled = onceEach((topic: string, group: string) => {
    const done = { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group };
    return { done, failed: { ...done, 'error.type': 'rejected' } };
  });
  telemetry.gauge(...instruments.oldestAge, () =>
    [...known].map((consumer): [number, Attributes] => {
      const theirs = [...inHand].filter(
        ({ topic, group }) => topic === consumer.topic && group === consumer.group,
      );
      const oldestAtMs = Math.min(now(), ...theirs.map(({ oldestAtMs: atMs }) => atMs));
      return [(now() - oldestAtMs) / 1_000, { ...consumer }];
    }),
  );
  return {
    took({ topic, group }, oldestAtMs) {
      known.add(consumers(topic, group));
      const hand = { topic, group, oldestAtMs };
      inHand.add(hand);
      return () => inHand.delete(hand);
    },
    handled({ topic, group }, durationMs, failed) {
      const { done, failed: rejected } = handled(topic, group);
      durations.record(durationMs / 1_000, failed ? rejected : done);
    },
  };
}

/** What is made of the same texts is made once: measurements are found by the identity of their attributes. */
function onceEach<Texts extends string[], Made>(make: (...texts: Texts) => Made): (...texts: Texts) => Made {
  const made = new Map<string, Made>();
  return (...texts) => {
    const name = texts.join('\n');
    const known = made.get(name) ?? make(...texts);
    made.set(name, known);
    return known;
  };
}

/** The first labels as they are, all further ones as `other`. */
function boundedLabels(max: number): (label: string) => string {
  const known = new Set<string>();
  return (label) => {
    if (known.size < max) known.add(label);
    return known.has(label) ? label : 'other';
  };
}
