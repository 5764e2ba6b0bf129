import { chance, logUniform, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { RecordedEvent } from '../../recordings/recording.ts';
import type { Pathfinder, Point } from '../motion.ts';
import { drawHabits, type Habits } from './habits.ts';
import { Tape } from './tape.ts';

/** Bounds of a session, in moves drawn and in motions made: a generator whose paths are one point each ends too. */
const [fewestMoves, mostMoves, mostMotions] = [120, 2_000, 400];

/** A program at work on a page: it moves to one target after the other by its paths, clicks, drags, types, scrolls, waits. */
export function pageTask(random: Random, pathfinder: Pathfinder, moves = drawMoves(random)): RecordedEvent[] {
  const habits = drawHabits(random);
  const { page, precision } = habits;
  const start = chance(random, 0.2)
    ? { x: 0, y: 0 }
    : { x: whole(random, 0, page.width), y: whole(random, 0, page.height) };
  const tape = new Tape(precision, start);
  tape.move({ x: start.x + 1, y: start.y }, 'm');
  const task = new Task(tape, habits, pathfinder);
  for (let motions = 0; motions < mostMotions && tape.moves < moves; motions++) task.act(random);
  return tape.events;
}

function drawMoves(random: Random): number {
  return Math.round(logUniform(random, fewestMoves, mostMoves));
}

class Task {
  readonly #tape: Tape;
  readonly #habits: Habits;
  readonly #pathfinder: Pathfinder;
  #scrollTop = 0;

  constructor(tape: Tape, habits: Habits, pathfinder: Pathfinder) {
    this.#tape = tape;
    this.#habits = habits;
    this.#pathfinder = pathfinder;
  }

  /** One motion and what follows it. */
  act(random: Random): void {
    const { page, aim, hover, clicks, drags, typing, scrolling } = this.#habits;
    const target = page.next();
    const to = aim(random, target);
    if (chance(random, drags)) this.#drag(to, target.width, random);
    else {
      this.#move(to, target.width, { kind: 'm', random });
      this.#idle(hover(random), random);
      if (chance(random, clicks)) this.#click(random);
    }
    if (typing && chance(random, 0.4)) {
      this.#tape.wait(uniform(random, 5, 300));
      typing(this.#tape, whole(random, 4, 24), random);
    }
    if (scrolling && chance(random, 0.4)) {
      this.#tape.wait(uniform(random, 20, 400));
      this.#scrollTop = scrolling(this.#tape, this.#scrollTop, random);
    }
    this.#idle(this.#habits.pause(random), random);
  }

  #move(to: Point, size: number, { kind, random }: { kind: 'm' | 'd'; random: Random }): void {
    const { clock, tellsSamples } = this.#habits;
    const { intervalMs } = clock;
    const points = this.#pathfinder({ from: this.#tape.position, to, size, intervalMs, random });
    const startMs = this.#tape.now;
    for (const tick of clock.ticks(points, startMs, random)) {
      this.#tape.waitUntil(startMs + tick.t);
      this.#tape.move(this.#onPage(tick), kind, tellsSamples ? tick.samples : undefined);
    }
  }

  /** A pointer that leaves the page is not seen: it stays at the edge. */
  #onPage({ x, y }: Point): Point {
    const { width, height } = this.#habits.page;
    return { x: Math.max(0, Math.min(width, x)), y: Math.max(0, Math.min(height, y)) };
  }

  #click(random: Random): void {
    this.#tape.button('p');
    this.#tape.wait(this.#habits.hold(random));
    this.#tape.button('r');
  }

  #drag(to: Point, size: number, random: Random): void {
    this.#tape.button('p');
    this.#tape.wait(this.#habits.hold(random));
    this.#move(to, size, { kind: 'd', random });
    this.#tape.wait(this.#habits.hold(random));
    this.#tape.button('r');
  }

  #idle(ms: number, random: Random): void {
    if (ms > 0) this.#habits.idling(this.#tape, this.#tape.now + ms, random);
  }
}
