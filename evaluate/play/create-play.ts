import { motionMemory } from '@botect/scoring/core';
import type { Recording } from '../recordings/recording.ts';
import { type Checkpoint, type CheckpointResult, type CreatePlay, checkpoints } from './play.ts';
import { SessionPlayer } from './session-player.ts';

/** Plays recordings one after the other through reducer, validation and scoring, with one memory of movements. */
export const createPlay: CreatePlay = () => {
  const remember = motionMemory();
  let sessions = 0;
  return (recording) => {
    sessions += 1;
    return played(recording, new SessionPlayer(recording, sessions, remember));
  };
};

type Counted = 'moves' | 'clicks' | 'keys';

function played({ events }: Recording, player: SessionPlayer): CheckpointResult[] {
  const results: CheckpointResult[] = [];
  const ahead: Checkpoint[] = checkpoints.filter((checkpoint) => checkpoint !== 'end');
  const counts: Record<Counted, number> = { moves: 0, clicks: 0, keys: 0 };
  for (const event of events) {
    player.play(event);
    counts.moves = player.moves;
    // A click is over when the button is up again, a key likewise.
    if (event[1] === 'r') counts.clicks += 1;
    if (event[1] === 'u') counts.keys += 1;
    for (const checkpoint of ahead.filter((one) => isReached(one, counts))) {
      results.push(player.judge(checkpoint, event[0]));
      ahead.splice(ahead.indexOf(checkpoint), 1);
    }
  }
  results.push(player.judge('end', events.at(-1)?.[0] ?? 0));
  return checkpoints.flatMap((checkpoint) => results.find(({ after }) => after === checkpoint) ?? []);
}

function isReached(checkpoint: Checkpoint, counts: Readonly<Record<Counted, number>>): boolean {
  const [counted, wanted] = checkpoint.split(':') as [Counted, string];
  return counts[counted] >= Number(wanted);
}
