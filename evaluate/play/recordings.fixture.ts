import { families } from '../families/index.ts';
import { syntheticRecordings } from '../families/synthetic-recordings.ts';
import type { Capabilities, RecordedEvent, Recording } from '../recordings/recording.ts';

export type Layer = keyof Capabilities;

const nothing: Capabilities = {
  pointer: false,
  presses: false,
  keys: false,
  scroll: false,
  coalesced: false,
  environment: false,
};

/** What a recorder saw that sees nothing but these layers. */
export const seeing = (...layers: readonly Layer[]): Capabilities => ({
  ...nothing,
  ...Object.fromEntries(layers.map((layer) => [layer, true])),
});

/** A recording of these events by a recorder that sees all layers, unless said otherwise. */
export function recordingOf(
  events: readonly RecordedEvent[],
  capabilities = seeing('pointer', 'presses', 'keys', 'scroll'),
): Recording {
  return { corpus: 'test', label: 'human', user: '1', session: '1', capabilities, events };
}

/** Sessions of one family, the same for the same seed. */
export function sessionsOf(name: string, perFamily = 1, seed = 1): readonly Recording[] {
  const wanted = families.filter((family) => family.name === name);
  return [...syntheticRecordings({ seed, perFamily, humans: [], families: wanted })];
}

/** Moves once a frame along a bow, from `t` on. */
export function moves(count: number, t = 0): RecordedEvent[] {
  return Array.from(
    { length: count },
    (_, at): RecordedEvent => [t + at * 17, 'm', 100 + at * 7, 300 + Math.round(40 * Math.sin(at / 9))],
  );
}
