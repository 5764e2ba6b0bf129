/** The event loop of this process, as far as it tells how busy it is. */
export interface EventLoop {
  /** Milliseconds, monotonic. */
  now(): number;
  /** How many of them it has spent waiting for something to do. */
  idle(): number;
  /** How many of them it had a processor. */
  worked(): number;
  /** Runs once, when everything that was ready has been looked at. */
  atTurnEnd(run: () => void): void;
}

export const systemLoop: EventLoop = {
  now: () => performance.now(),
  idle: () => performance.nodeTiming.idleTime,
  worked() {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  },
  atTurnEnd: (run) => void setImmediate(run),
};

/** One that counts as rested whatever it does. */
export const calmLoop: EventLoop = { ...systemLoop, idle: systemLoop.now };

const windowMs = 200;
/** Busier than this over a window the loop has nothing left; one long pause, as for garbage, does not come near. */
const restlessShare = 0.95;
/** Only below this it has rest again: what is refused meanwhile may be all that leaves it time. */
const restedShare = 0.8;

/** How far a loop without rest is behind, in ms of work; 0 while it finds rest, since a single long turn is no overload. */
export interface TurnWork {
  /** What the present turn has done since it took its first request in: those behind have waited for it. */
  soFar(): number;
  /** What was done from the end of one turn to the end of the next, of late. */
  ofLast(): number;
}

/** Work and not time, so that a processor lent to others refuses nobody. Costs a comparison while the loop finds rest. */
export function turnWork(loop: EventLoop): TurnWork {
  let windowStart = loop.now();
  let windowIdle = loop.idle();
  let restless = false;
  let turnStart: number | null = null;
  let lastEnd = 0;
  let last = 0;

  const closeWindow = (now: number) => {
    const idle = loop.idle();
    const busy = 1 - (idle - windowIdle) / (now - windowStart);
    restless = busy > (restless ? restedShare : restlessShare);
    windowStart = now;
    windowIdle = idle;
    if (!restless) lastEnd = 0;
  };
  const endTurn = () => {
    const end = loop.worked();
    last = lastEnd === 0 ? 0 : end - lastEnd;
    lastEnd = end;
    turnStart = null;
  };

  return {
    soFar() {
      const now = loop.now();
      if (now - windowStart >= windowMs) closeWindow(now);
      if (!restless) return 0;
      if (turnStart === null) {
        turnStart = loop.worked();
        loop.atTurnEnd(endTurn);
      }
      return loop.worked() - turnStart;
    },
    ofLast: () => (lastEnd === 0 ? 0 : last),
  };
}
