/** Answers that wait before they go out. */
export interface HeldAnswers {
  /** Sends in half a second to one and a half; at once when there is no room, or none shall be held any more. */
  hold(send: () => void): void;
  /** Sends all that is held, and from now on at once. */
  release(): void;
}

export interface HeldAnswersOptions {
  /** How many may be held just now. */
  most(): number;
  /** Runs something `ms` from now. */
  after?(ms: number, run: () => void): void;
}

const tickMs = 50;
/** Ticks until the first of those held at one moment goes out, and over how many more they are spread. */
const [ticksMin, ticksSpread] = [10, 20];
const slotCount = ticksMin + ticksSpread;

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
    hold(one) {
      if (released || held >= most()) {
        one();
        return;
      }
      turn = (turn + 1) % ticksSpread;
      slots[(now + ticksMin + turn) % slotCount]?.push(one);
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
