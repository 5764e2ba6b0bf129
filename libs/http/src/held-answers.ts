/** Answers that wait before they go out. */
export interface HeldAnswers {
  /** Sends after the wait, `refusalWait` at most; at once when there is no room, or none shall be held any more. */
  hold(send: () => void, wait: Wait): void;
  /** Sends all that is held, and from now on at once. */
  release(): void;
}

export interface HeldAnswersOptions {
  /** How many may be held just now. */
  most(): number;
  /** Runs something `ms` from now. */
  after?(ms: number, run: () => void): void;
}

/** Until the first of those held at one moment goes out, and over how much longer they are spread: ms, in steps of 50. */
export interface Wait {
  readonly atLeastMs: number;
  readonly spreadMs: number;
}

/** About the second after which it is said to ask again. */
export const refusalWait: Wait = { atLeastMs: 500, spreadMs: 1_000 };

/**
 * Of a verdict nobody may be refused: below the second after which a site’s backend lets its visitor in unasked, and long
 * enough that a thousand connections are no flood.
 */
export const letInWait: Wait = { atLeastMs: 250, spreadMs: 500 };

const tickMs = 50;
/** As many as the longest wait has. */
const slotCount = (refusalWait.atLeastMs + refusalWait.spreadMs) / tickMs;

const systemAfter = (ms: number, run: () => void) => void setTimeout(run, ms).unref();

/**
 * Refusing a request costs a fifth of answering it, so whoever asks again at once gets a server to do nothing but refuse.
 * Who is told to come back in a second is therefore told after about that second: its connection asks nothing meanwhile.
 * Those who were refused together are told one after the other, so that they do not come back together.
 */
export function heldAnswers({ most, after = systemAfter }: HeldAnswersOptions): HeldAnswers {
  const slots: (() => void)[][] = Array.from({ length: slotCount }, () => []);
  let now = 0;
  let turn = 0;
  let held = 0;
  let ticking = false;
  let released = false;

  const send = (slot: number) => {
    const due = slots[slot]?.splice(0) ?? [];
    held -= due.length;
    for (const one of due) one();
  };
  const tick = () => {
    now = (now + 1) % slotCount;
    send(now);
    ticking = held > 0;
    if (ticking) after(tickMs, tick);
  };

  return {
    hold(one, { atLeastMs, spreadMs }) {
      if (released || held >= most()) {
        one();
        return;
      }
      turn += 1;
      const ticks = atLeastMs / tickMs + (turn % (spreadMs / tickMs));
      slots[(now + ticks) % slotCount]?.push(one);
      held += 1;
      if (!ticking) after(tickMs, tick);
      ticking = true;
    },
    release() {
      released = true;
      for (const slot of slots.keys()) send(slot);
    },
  };
}
