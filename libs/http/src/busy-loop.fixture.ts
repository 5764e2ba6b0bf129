import type { EventLoop } from './event-loop.ts';

/** An event loop that does what it is told: works, rests or gets no processor for so many ms. */
export function toldLoop() {
  let nowMs = 0;
  let idleMs = 0;
  let workedMs = 0;
  const endings: (() => void)[] = [];
  const loop: EventLoop = {
    now: () => nowMs,
    idle: () => idleMs,
    worked: () => workedMs,
    atTurnEnd: (run) => void endings.push(run),
  };
  return {
    loop,
    work(ms: number) {
      nowMs += ms;
      workedMs += ms;
    },
    /** Others have the processor. */
    starve(ms: number) {
      nowMs += ms;
    },
    rest(ms: number) {
      nowMs += ms;
      idleMs += ms;
    },
    endTurn() {
      for (const ending of endings.splice(0)) ending();
    },
  };
}

/** One that has had no rest for a while and has just begun a turn, as `seen` by whoever asks it. */
export function restlessLoop(see: (loop: EventLoop) => () => unknown) {
  const told = toldLoop();
  const look = see(told.loop);
  told.work(1_000);
  look();
  return { ...told, look };
}
