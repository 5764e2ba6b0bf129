/** A pointer position at a time in ms. */
export interface Point {
  readonly t: number;
  readonly x: number;
  readonly y: number;
}

/** Browsers hand out one position a drawn frame; recorders that see more are brought down to that. */
export const frameMs = 1_000 / 60;

/** A gap that long, in ms, ends a stroke. */
export const pauseMs = 100;
