import { blank, delayMsEdges, joinedEdges, tally } from './bins.ts';
import { Keys, type Slot } from './keys.ts';
import type { Layers } from './layers.ts';
import { Motion } from './motion.ts';
import { type Offset, Presses } from './presses.ts';
import { Scrolling } from './scrolling.ts';
import { type Contact, Touches } from './touches.ts';

/**
 * Reduces input to counts. Knows no page, no clock and no randomness: all times are arguments, in ms since the page
 * began and never decreasing, positions in CSS px. A live page and a recording that is played back go through the
 * same code. No position, key or text is kept longer than the movement it belongs to.
 */
export class Reducer {
  readonly layers: Layers;
  readonly motion: Motion;
  readonly presses = new Presses();
  readonly keys = new Keys();
  readonly scrolling = new Scrolling();
  readonly touches = new Touches();
  readonly samples = { events: 0, joined: blank(5) };
  readonly delay = { events: 0, handler_ms: blank(8) };
  readonly trust = {
    events: 0,
    untrusted: 0,
    unexplained_buttons: 0,
    mouse_presses: 0,
    weightless_presses: 0,
    whole_moves: 0,
    fractional_moves: 0,
  };
  readonly page = { visible_ms: 0, hidden_ms: 0, events_while_hidden: 0 };
  #hidden = false;
  #since = 0;

  constructor(layers: Layers, salt: number) {
    this.layers = layers;
    this.motion = new Motion(salt);
  }

  move(t: number, x: number, y: number): void {
    this.#seen();
    this.motion.move(t, x, y);
    this.presses.move(t);
  }

  /** Movement with a button down: it follows a scroll bar or a selection, so free-move measures leave it out. */
  drag(t: number): void {
    this.#seen();
    this.motion.interrupt();
    this.presses.dragMove(t);
  }

  /** How many samples of the device a move held. */
  coalesced(samples: number): void {
    this.samples.events += 1;
    tally(this.samples.joined, joinedEdges, samples);
  }

  press(t: number, offset: Offset = 'unknown'): void {
    this.#seen();
    this.motion.interrupt();
    this.presses.press(t, offset);
    this.scrolling.prompt(t);
  }

  release(t: number): void {
    this.motion.interrupt();
    this.presses.release(t);
  }

  keyDown(t: number, slot: Slot): void {
    this.#seen();
    this.keys.press(t, slot);
    this.scrolling.prompt(t);
  }

  keyUp(t: number, slot: Slot): void {
    this.keys.release(t, slot);
  }

  scroll(t: number, top: number): void {
    this.scrolling.scroll(t, top);
  }

  wheel(t: number, delta: number, mode: number): void {
    this.#seen();
    this.scrolling.turn(t, delta, mode);
  }

  touchStart(contact: Contact): void {
    this.#seen();
    this.touches.start(contact);
    this.scrolling.prompt(contact.t);
  }

  touchMove(contact: Contact): void {
    this.touches.move(contact);
    this.scrolling.prompt(contact.t);
  }

  touchEnd(t: number): void {
    this.touches.end(t);
    this.scrolling.prompt(t);
  }

  /** An input event reached its handler so many ms after it happened; null where the clock is too coarse to tell. */
  dispatched(delayMs: number | null, trusted: boolean): void {
    this.trust.events += 1;
    if (!trusted) this.trust.untrusted += 1;
    if (delayMs === null) return;
    this.delay.events += 1;
    tally(this.delay.handler_ms, delayMsEdges, delayMs);
  }

  visibility(t: number, hidden: boolean): void {
    this.passed(t);
    this.#hidden = hidden;
    if (hidden) this.motion.interrupt();
  }

  /** Accounts for the time up to now. */
  passed(t: number): void {
    const key = this.#hidden ? 'hidden_ms' : 'visible_ms';
    this.page[key] += Math.max(0, t - this.#since);
    this.#since = Math.max(this.#since, t);
  }

  #seen(): void {
    if (this.#hidden) this.page.events_while_hidden += 1;
  }
}
