import { Reducer } from '@botect/browser';
import { isWindowPayload, type WindowPayload } from '@botect/contracts';
import { BoundedWindows } from '../play/bounded-windows.ts';
import { feed, layersOf } from '../play/feed.ts';
import type { Random } from '../random/seeded.ts';
import { atTime } from '../recordings/at-time.ts';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { augment } from './augment.ts';

/** Fewer moves than this, or than this share of those wanted, are no stretch. */
const [movesMin, shareMin] = [10, 0.7];

/**
 * What a stretch from anywhere in a recording reduces to: at most so many frames of free movement, fewer where frames join moves
 * or the recording ends. Null where there are too few moves to begin with.
 */
export function reduceSection(recording: Recording, moves: number, random: Random): WindowPayload | null {
  const section = cutOut(recording.events, moves, random);
  if (section === null) return null;
  // Who was recorded plays no part from here on.
  const changed = { ...recording, events: augment(random, section) };
  const reducer = new Reducer(layersOf(changed), 1);
  let last = 0;
  for (const event of changed.events) {
    feed(reducer, event);
    last = event[0];
    if (reducer.motion.sums.moves >= moves) break;
  }
  const window: unknown = new BoundedWindows(reducer).peek(last);
  if (!isWindowPayload(window)) throw new Error('the reducer made what the wire refuses');
  return window;
}

/** The events of a stretch that begins anywhere, with their times counted from 0. */
function cutOut(events: readonly RecordedEvent[], moves: number, random: Random): RecordedEvent[] | null {
  const places = events.flatMap((event, at) => (event[1] === 'm' ? [at] : []));
  // Frames join moves and thinning drops some, so a longer stretch is taken; what is too much is left over.
  const wanted = Math.min(places.length, Math.ceil(moves * 2.5));
  if (places.length < moves * shareMin || wanted < movesMin) return null;
  const first = Math.floor(random() * (places.length - wanted + 1));
  const from = places[first] as number;
  const to = places[first + wanted - 1] as number;
  const [start] = events[from] as RecordedEvent;
  return events.slice(from, to + 1).map((event) => atTime(event, event[0] - start));
}
