import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Attacker } from '../attacker.ts';
import type { Layout } from '../page-server.ts';
import { type Gesture, play } from '../timeline.ts';
import { atTheDesk, onScreen } from './desktop.ts';

/** A line of a file of recordings, the pointer's part. */
interface Track {
  readonly events: readonly [t: number, kind: string, x: number, y: number, button?: string][];
}

/** So much of a person is replayed. */
const longestMs = 8_000;
/** Enough to be known again by. */
const movesMin = 240;
/** A window of the size the person had. */
const flags = ['--window-position=0,0', '--window-size=1920,1080'];

/** Replays the pointer of a person by the devices of the desk: `file` holds recordings, one a line, gzipped or not. */
export const xdotoolReplay = (file: string): Attacker => ({
  name: 'xdotool-replay',
  headed: true,
  attack: (scene) => {
    const track = trackIn(file, scene.plan.seed);
    const query = `?leave=${Math.ceil(lengthOf(track)) + 1_500}`;
    return atTheDesk(scene, (layout) => play(scene.display, gesturesOf(track, layout)), { query, flags });
  },
});

/** The beginning of the recording that comes so many after the first, among those that move enough to be judged by. */
function trackIn(file: string, index: number): Track {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  let passed = 0;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const { events } = JSON.parse(line) as Track;
    const beginning = events.filter(([t]) => t <= longestMs);
    const moves = beginning.filter(([, kind]) => kind === 'm' || kind === 'd');
    if (moves.length >= movesMin && passed++ === index) return { events: beginning };
  }
  throw new Error(`${file} holds no ${index + 1} recordings that move enough`);
}

function lengthOf({ events }: Track): number {
  return events.at(-1)?.[0] ?? 0;
}

function gesturesOf({ events }: Track, layout: Layout): Gesture[] {
  return events.flatMap(([at, kind, x, y, button]) => {
    const place = onScreen(layout, { x, y });
    const move = { at, command: `mousemove ${place.x} ${place.y}` };
    // Another button would open a menu, which takes the pointer away from the page.
    if (kind === 'm' || kind === 'd' || button !== 'L') return [move];
    return [move, { at, command: kind === 'p' ? 'mousedown 1' : 'mouseup 1' }];
  });
}
