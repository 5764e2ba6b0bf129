import { motionMemory } from '@botect/scoring/core';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { type Checkpoint, type CheckpointResult, type CreatePlay, checkpoints } from './play.ts';
import { SessionPlayer } from './session-player.ts';

/**
 * Plays recordings one after the other through reducer, validation and scoring, with one memory of movements. Nothing is drawn,
 * so that the seed has nothing to decide.
 */
export const createPlay: CreatePlay = () => {
  const remember = motionMemory();
  let session = 0;
  return (recording) => {
    session += 1;
    return played(recording, new SessionPlayer(recording, { session, remember }));
  };
};

type Counted = 'moves' | 'clicks' | 'keys';

interface Goal {
  readonly after: Checkpoint;
  readonly counted: Counted;
  readonly wanted: number;
}

const goals: readonly Goal[] = checkpoints.flatMap((after) => {
  const [counted, wanted] = after.split(':') as [Counted, string?];
  return wanted === undefined ? [] : { after, counted, wanted: Number(wanted) };
});

function played({ events }: Recording, player: SessionPlayer): CheckpointResult[] {
  const results: CheckpointResult[] = [];
  const counts = { moves: 0, clicks: 0, keys: 0 };
  let ahead = goals;
  for (const event of events) {
    player.play(event);
    count(counts, event, player.moves);
    const reached = ahead.filter(({ counted, wanted }) => counts[counted] >= wanted);
    if (reached.length === 0) continue;
    results.push(...reached.map(({ after }) => player.judge(after, event[0])));
    ahead = ahead.filter((goal) => !reached.includes(goal));
  }
  results.push(player.judge('end', events.at(-1)?.[0] ?? 0));
  // In the order of reports, whatever came first.
  return checkpoints.flatMap((checkpoint) => results.find(({ after }) => after === checkpoint) ?? []);
}

/** A click is over when the button is up again, a key likewise. */
function count(counts: Record<Counted, number>, [, kind]: RecordedEvent, moves: number): void {
  counts.moves = moves;
  if (kind === 'r') counts.clicks += 1;
  if (kind === 'u') counts.keys += 1;
}
