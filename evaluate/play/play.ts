import type { Band } from '@botect/contracts';
import type { Recording } from '../recordings/recording.ts';

/** When a score is read: after so many moves, clicks or keys, and when the recording has ended. In the order of reports. */
export const checkpoints = [
  'moves:20',
  'moves:40',
  'moves:60',
  'moves:120',
  'clicks:5',
  'keys:20',
  'end',
] as const;

export type Checkpoint = (typeof checkpoints)[number];

/** What the product said of a session at one checkpoint. */
export interface CheckpointResult {
  readonly after: Checkpoint;
  /** 1 (bot) to 99 (human); 0 when there is too little to say. */
  readonly score: number;
  readonly band: Band;
  readonly detection_ids: readonly number[];
}

/**
 * Plays one recording through the code that ships and answers what it said at each checkpoint the recording reaches, `end` always.
 * Recordings played before are remembered as in production: a near-copy of one may be told by that.
 */
export type Play = (
  recording: Recording,
) => readonly CheckpointResult[] | Promise<readonly CheckpointResult[]>;

/** A player with a memory of its own; whatever it draws or names follows from the seed. */
export type CreatePlay = (seed: number) => Play;
