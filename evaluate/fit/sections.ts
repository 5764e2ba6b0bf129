import { Reducer, Windows } from '@botect/browser';
import type { WindowPayload } from '@botect/contracts';
import { feed, layersOf } from '../play/feed.ts';
import type { Random } from '../random/seeded.ts';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { augment } from './augment.ts';

/** What one stretch of a recording, that many frames of free movement long, reduces to; null when it is shorter. */
export function reduceSection(recording: Recording, moves: number, random: Random): WindowPayload | null {
  const section = cutOut(recording.events, moves, random);
  if (section === null) return null;
  const changed = { ...recording, events: augment(random, section) };
  const reducer = new Reducer(layersOf(changed), 1);
  let last = 0;
  for (const event of changed.events) {
    feed(reducer, event);
    last = event[0];
    if (reducer.motion.sums.moves >= moves) break;
  }
  return new Windows(reducer).peek(last) as unknown as WindowPayload;
}

/** A stretch that begins anywhere and holds so many moves, with its times counted from 0. */
function cutOut(events: readonly RecordedEvent[], moves: number, random: Random): RecordedEvent[] | null {
  const places = events.flatMap((event, at) => (event[1] === 'm' ? [at] : []));
  // Frames join moves and thinning drops some, so a longer stretch is taken; what is too much is left over.
  const wanted = Math.min(places.length, Math.ceil(moves * 2.5));
  if (places.length < moves * 0.7 || wanted < 10) return null;
  const first = Math.floor(random() * (places.length - wanted + 1));
  const from = places[first] as number;
  const to = places[first + wanted - 1] as number;
  const start = (events[from] as RecordedEvent)[0];
  return events
    .slice(from, to + 1)
    .map((event) => [event[0] - start, ...event.slice(1)] as unknown as RecordedEvent);
}
