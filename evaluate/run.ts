import type { Arguments } from './arguments.ts';
import type { Play } from './play/play.ts';
import { readRecordings } from './recordings/read-recordings.ts';
import type { Label } from './recordings/recording.ts';
import { ResultFile } from './result-file.ts';
import { type Outcome, outcomeOf } from './summary/outcome.ts';
import { type Summary, summarise } from './summary/summary.ts';

/** What a run is given besides its command line. */
export interface Surroundings {
  readonly play: Play;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
  /** Told of progress, a line at a time. */
  readonly say: (line: string) => void;
}

const progressEvery = 500;

/**
 * Plays all recordings, people's files before bots', each in its order, so that what a bot has copied from a person was seen
 * before; writes the result and answers its summary. A recording that cannot be taken ends the run, and nothing is written.
 */
export async function run(given: Arguments, surroundings: Surroundings): Promise<Summary> {
  const { now, say } = surroundings;
  const result = new ResultFile(given.json);
  const outcomes: Outcome[] = [];
  try {
    const beganMs = now();
    const perRecording = () => (now() - beganMs) / Math.max(1, outcomes.length);
    for (const [path, label] of files(given)) {
      for await (const recording of readRecordings(path, label)) {
        const outcome = outcomeOf(recording, await surroundings.play(recording));
        outcomes.push(outcome);
        result.add(outcome);
        if (outcomes.length % progressEvery === 0) say(`${outcomes.length} recordings played`);
      }
    }
    const meanMs = perRecording();
    const summary = summarise(outcomes, { seed: given.seed, meanMs });
    result.finish(summary);
    say(`${outcomes.length} recordings played, ${meanMs.toFixed(2)} ms each`);
    return summary;
  } catch (error) {
    result.abandon();
    throw error;
  }
}

function files({ humans, bots }: Arguments): [path: string, label: Label][] {
  return [
    ...humans.map((path): [string, Label] => [path, 'human']),
    ...bots.map((path): [string, Label] => [path, 'bot']),
  ];
}
