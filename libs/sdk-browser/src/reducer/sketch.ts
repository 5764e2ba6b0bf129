import type { Point } from './points.ts';

/** px: what is finer is tremor, or the noise a replay adds. */
const thinPx = 10;
/** px: shorter movements are alike among people. */
const lengthMin = 100;
/** Width of a cell: of places in px, of moments as a share of the stroke's time. */
const placeCell = 16;
const momentCell = 0.2;
/** Shares of the stroke's length at which its place is taken, and the moment when it got there. */
const places = [0.5, 1];
const moments = [0.15, 0.3, 0.5, 0.7, 0.85];
/** Keeps what is exactly straight or even away from the edges of cells. */
const shift = 0.37;

/**
 * Hashes of a stroke's course: where it was, relative to its beginning, and when, relative to its time; so they outlive a
 * replay that is moved elsewhere, slowed down, or shaken by a pixel or two. The first is the stroke's own. The other three
 * are what its own would be had the value nearest to an edge fallen on the other side, the second nearest, and both:
 * one is remembered, all four are looked up. A stroke that says too little has none.
 */
export function strokeHashes(points: readonly Point[], salt: number): number[] {
  const values = courseOf(thinned(points));
  if (values === null) return [];
  const cells = values.map((value) => Math.floor(value + shift));
  const edges = values.map((value, at) => value + shift - (cells[at] as number) - 0.5);
  const [first, second] = [...edges.keys()].sort(
    (a, b) => Math.abs(edges[b] as number) - Math.abs(edges[a] as number),
  );
  const crossings = [[], [first], [second], [first, second]];
  return crossings.map((crossed) =>
    cells.reduce(
      (hash, cell, at) =>
        mix(hash, crossed.includes(at) ? cell + ((edges[at] as number) < 0 ? -1 : 1) : cell),
      salt,
    ),
  );
}

/** The first and last point, and between them points so far apart. */
function thinned(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const [at, point] of points.entries()) {
    const last = kept[kept.length - 1];
    const far = last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= thinPx;
    if (far || at === points.length - 1) kept.push(point);
  }
  return kept;
}

/** In cells: the places, then the moments. */
function courseOf(points: readonly Point[]): number[] | null {
  let length = 0;
  const lengths = points.map((point, at) => {
    const before = points[at - 1] ?? point;
    length += Math.hypot(point.x - before.x, point.y - before.y);
    return length;
  });
  if (length < lengthMin) return null;
  const [first, last] = [points[0] as Point, points[points.length - 1] as Point];
  /** The point at a share of the length. */
  const pointAt = (share: number): Point => {
    const wanted = share * length;
    let at = 1;
    while (at < points.length - 1 && (lengths[at] as number) < wanted) at += 1;
    const [from, to] = [points[at - 1] as Point, points[at] as Point];
    const began = lengths[at - 1] as number;
    const part = Math.min(1, (wanted - began) / ((lengths[at] as number) - began || 1));
    const between = (a: number, b: number) => a + part * (b - a);
    return { t: between(from.t, to.t), x: between(from.x, to.x), y: between(from.y, to.y) };
  };
  const ms = Math.max(1, last.t - first.t);
  return [
    ...places.map(pointAt).flatMap(({ x, y }) => [(x - first.x) / placeCell, (y - first.y) / placeCell]),
    ...moments.map((share) => (pointAt(share).t - first.t) / ms / momentCell),
  ];
}

/** One round of a 32-bit mixing hash (constants of MurmurHash3). */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = hash ^ k;
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/** The salt of a site: hashes of two sites cannot be compared. */
export function saltOf(siteKey: string): number {
  let salt = 0;
  for (let at = 0; at < siteKey.length; at += 1) salt = mix(salt, siteKey.charCodeAt(at));
  return salt;
}
