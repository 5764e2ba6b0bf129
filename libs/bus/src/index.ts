export type { Bus, Fate, OutgoingRecord, ReceivedRecord, Subscription } from './bus.ts';
export { connectBus } from './connect-bus.ts';
export type { BusOptions, EmbeddedOptions, KafkaOptions } from './connect-log.ts';
export type { BusObserver } from './observer.ts';
export { type ReplayCounts, type ReplayOptions, replayDeadLetters } from './replay-dead-letters.ts';
export type { Sql } from './tables.embedded.ts';
export type { Timing } from './timing.ts';
export type { TopicDefinition } from './topics.ts';
