import type { RecordedEvent } from '../../recordings/recording.ts';
import { distance, type Leg, type Point, type TimedPoint } from '../motion.ts';

/** A movement of a person from rest to rest; times and the first point count from its beginning. */
export interface Stroke {
  readonly points: readonly TimedPoint[];
  /** From the first point to the last, in pixels. */
  readonly length: number;
}

/** A gap this long ends a movement; shorter or smaller ones than these lead nowhere. */
const [gapMs, fewest, shortest] = [100, 6, 20];

const known = new WeakMap<readonly RecordedEvent[], readonly Stroke[]>();

/** The movements of a recording. Remembered for as long as the recording is. */
export function strokesOf(human: readonly RecordedEvent[]): readonly Stroke[] {
  const before = known.get(human);
  if (before) return before;
  const strokes = split(human).flatMap(toStroke);
  known.set(human, strokes);
  return strokes;
}

function split(human: readonly RecordedEvent[]): TimedPoint[][] {
  const parts: TimedPoint[][] = [[]];
  for (const event of human) {
    const [t, kind] = event;
    const isMove = kind === 'm' || kind === 'd';
    const last = parts.at(-1)?.at(-1);
    if (!isMove && kind !== 'p' && kind !== 'r') continue;
    if (!isMove || (last && t - last.t > gapMs)) parts.push([]);
    if (isMove) parts.at(-1)?.push({ t, x: event[2], y: event[3] });
  }
  return parts;
}

function toStroke(part: readonly TimedPoint[]): Stroke[] {
  const [first, last] = [part[0], part.at(-1)];
  if (!first || !last || part.length < fewest || distance(first, last) < shortest) return [];
  const points = part.map(({ x, y, t }) => ({ x: x - first.x, y: y - first.y, t: t - first.t }));
  return [{ points, length: distance(first, last) }];
}

/** Of a few drawn at random, the one whose length is most like the leg's, so that little has to be stretched. */
export function similarStroke(leg: Leg, strokes: readonly Stroke[], tries: number): Stroke | undefined {
  const wanted = distance(leg.from, leg.to) || 1;
  let best: Stroke | undefined;
  for (let i = 0; i < tries; i++) {
    const stroke = strokes[Math.floor(leg.random() * strokes.length)];
    if (stroke && (!best || misfit(stroke, wanted) < misfit(best, wanted))) best = stroke;
  }
  return best;
}

function misfit({ length }: Stroke, wanted: number): number {
  return Math.abs(Math.log(length / wanted));
}

/** The stroke turned and stretched so that it begins and ends where the leg does, mirrored if so wished. */
export function fitted(leg: Leg, { points, length }: Stroke, mirrored: boolean): TimedPoint[] {
  const end = points.at(-1) ?? { x: length, y: 0 };
  const flip = mirrored ? -1 : 1;
  const scale = distance(leg.from, leg.to) / length;
  const turn = Math.atan2(leg.to.y - leg.from.y, leg.to.x - leg.from.x) - Math.atan2(flip * end.y, end.x);
  const [cos, sin] = [scale * Math.cos(turn), scale * Math.sin(turn)];
  return points.slice(1).map(({ x, y, t }) => ({
    x: leg.from.x + x * cos - flip * y * sin,
    y: leg.from.y + x * sin + flip * y * cos,
    t,
  }));
}

/** Where a path is when so much of its time has passed, in straight lines between its points. Quick for times that rise. */
export function along(points: readonly TimedPoint[]): (t: number) => Point {
  let at = 0;
  return (t) => {
    while (at > 0 && (points[at]?.t ?? 0) > t) at--;
    while (at < points.length - 2 && (points[at + 1]?.t ?? 0) < t) at++;
    const [a, b] = [points[at], points[at + 1]];
    if (!a || !b) throw new Error('a path of fewer than two points');
    const share = Math.min(1, Math.max(0, (t - a.t) / (b.t - a.t || 1)));
    return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  };
}
