import { blank, movesBeforeEdges, pressMsEdges, restMsEdges, tally } from './bins.ts';

/** Where in its target a press landed. */
export type Offset = 'exact' | 'tenth' | 'quarter' | 'farther' | 'unknown';
const offsets: readonly Offset[] = ['exact', 'tenth', 'quarter', 'farther', 'unknown'];

/** Mouse and pen buttons. */
export class Presses {
  readonly sums = {
    presses: 0,
    length_ms: blank(12),
    moves_before: blank(5),
    rest_ms: blank(5),
    offset: blank(5),
    drags: 0,
    drag_moves: 0,
  };
  #pressedAt: number | null = null;
  #dragMoves = 0;
  #moves = 0;
  #movedAt: number | null = null;

  move(t: number): void {
    this.#moves += 1;
    this.#movedAt = t;
  }

  dragMove(t: number): void {
    this.sums.drag_moves += 1;
    this.#dragMoves += 1;
    this.#movedAt = t;
  }

  press(t: number, offset: Offset): void {
    const sums = this.sums;
    sums.presses += 1;
    tally(sums.moves_before, movesBeforeEdges, this.#moves);
    tally(sums.rest_ms, restMsEdges, this.#movedAt === null ? Infinity : t - this.#movedAt);
    const bin = offsets.indexOf(offset);
    sums.offset[bin] = (sums.offset[bin] as number) + 1;
    this.#pressedAt = t;
    this.#dragMoves = 0;
    this.#moves = 0;
  }

  release(t: number): void {
    if (this.#pressedAt === null) return;
    // A hand may slip by a move or two while it clicks.
    if (this.#dragMoves > 2) this.sums.drags += 1;
    else tally(this.sums.length_ms, pressMsEdges, t - this.#pressedAt);
    this.#pressedAt = null;
  }
}
