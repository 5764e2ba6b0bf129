/** Hashes of one stroke in a window's sketch: its own, then three near ones it is looked up by. */
export const hashesPerStroke = 4;

/** The hashes of each stroke of a sketch. */
export function strokesOf(sketch: readonly number[]): readonly (readonly number[])[] {
  const strokes: (readonly number[])[] = [];
  for (let at = 0; at + hashesPerStroke <= sketch.length; at += hashesPerStroke) {
    strokes.push(sketch.slice(at, at + hashesPerStroke));
  }
  return strokes;
}

/** For each of some strokes the other sessions of the site that made it before, as 32-bit hashes. */
export type Precedents = readonly (readonly number[])[];

/** How much of a session's motion another session showed before. */
export interface Alikeness {
  /** Strokes that were compared. */
  readonly compared: number;
  /** How many of them the most similar other session showed first. */
  readonly shared: number;
}

/** Fewer are chance where everybody moves between the same two places. */
const sharedMin = 3;
/** The more strokes, the more other sessions they can meet: a quarter of them, and one or two on top. */
const share = 0.25;
const more = 1.5;

/**
 * Whether a session repeats the motion of another. Measured on 148 recordings of 74 people (SapiMouse; one and three
 * minutes, 25 to some 200 strokes each), all of them remembered: of different sessions, those of one person too, at most 2
 * strokes and 4 % agree, so that nobody is called a replay. At its end every second use is recognised: unchanged, moved
 * elsewhere, begun in the middle, shaken by 1 to 3 px and 10 ms, played at 0.8 or 1.25 times the pace, or moved, shaken and
 * sped up at once, which leaves 28 % of the strokes alike at least. After 240 moves an unchanged one is recognised in 96 %
 * and one shaken by 3 px in 62 %; after 120 in 61 % and 22 %. What is shorter than three strokes never is: on a page where
 * everybody moves between the same places two people may well agree in two.
 */
export function isReplay({ compared, shared }: Alikeness): boolean {
  return shared >= sharedMin && shared >= share * compared + more;
}
