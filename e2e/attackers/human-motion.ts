import type { Point } from './page-server.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Gesture } from './timeline.ts';

/** A pointer position, so many ms after the path began. */
export interface Sample extends Point {
  readonly at: number;
}

/** Between two reports of an ordinary mouse (125 a second). */
const reportMs = 8;

/**
 * A reach as a careful author of bots imagines it: a cubic Bezier curve, the bell-shaped speed of a minimum jerk (Flash and
 * Hogan 1985), a duration that grows with distance (Fitts), jitter of a pixel.
 */
export function reach(from: Point, to: Point, random: SeededRandom): Sample[] {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const duration = random.around(120 + 40 * Math.log2(1 + distance / 15), 0.18);
  const [first, second] = [bend(from, to, random), bend(from, to, random)];
  const samples: Sample[] = [];
  for (let at = 0; at < duration; at += random.around(reportMs, 0.15)) {
    const share = minimumJerk(at / duration);
    const place = bezier([from, first, second, to], share);
    samples.push({
      at,
      x: Math.round(place.x + random.between(-0.7, 0.7)),
      y: Math.round(place.y + random.between(-0.7, 0.7)),
    });
  }
  return [...samples, { at: duration, x: Math.round(to.x), y: Math.round(to.y) }];
}

function minimumJerk(share: number): number {
  return share ** 3 * (10 - 15 * share + 6 * share ** 2);
}

/** A control point off the line, by up to a sixth of its length to either side. */
function bend(from: Point, to: Point, random: SeededRandom): Point {
  const along = random.between(0.2, 0.8);
  const aside = random.between(-0.17, 0.17);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: from.x + dx * along - dy * aside, y: from.y + dy * along + dx * aside };
}

function bezier([a, b, c, d]: readonly [Point, Point, Point, Point], t: number): Point {
  const [ka, kb, kc, kd] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  return { x: ka * a.x + kb * b.x + kc * c.x + kd * d.x, y: ka * a.y + kb * b.y + kc * c.y + kd * d.y };
}

/**
 * Typing with log-normal times: holds of 95 ms in the median, presses as far apart as a quick typist's, so that some keys go
 * down before the last came up. Answers when it ends.
 */
export function typing(
  text: string,
  start: number,
  random: SeededRandom,
): { gestures: Gesture[]; end: number } {
  const gestures: Gesture[] = [];
  const heldUntil = new Map<string, number>();
  const pace = random.between(105, 140);
  let at = start;
  for (const character of text) {
    const key = character === ' ' ? 'space' : character;
    // A finger cannot press what it still holds.
    at = Math.max(at, (heldUntil.get(key) ?? 0) + 15);
    const release = at + random.around(95, 0.25);
    heldUntil.set(key, release);
    gestures.push(
      { at, command: `keydown --delay 0 ${key}` },
      { at: release, command: `keyup --delay 0 ${key}` },
    );
    at += random.around(character === ' ' ? 150 : pace, 0.35);
  }
  return { gestures, end: Math.max(at, ...heldUntil.values()) };
}
