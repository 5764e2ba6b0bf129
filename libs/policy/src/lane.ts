import { Problem } from '@botect/contracts';

export interface LaneOptions {
  readonly concurrencyMax: number;
  readonly waitingMax: number;
}

/** Runs tasks in order, a few at a time; one too many waiting is rejected with SERVICE_UNAVAILABLE. */
export function lane({ concurrencyMax, waitingMax }: LaneOptions): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = (): Promise<void> | undefined => {
    if (running < concurrencyMax) {
      running += 1;
      return;
    }
    if (waiting.length >= waitingMax)
      throw new Problem('SERVICE_UNAVAILABLE', 'Too many lookups; try again shortly.');
    return new Promise((admit) => waiting.push(admit));
  };
  const leave = () => {
    const admit = waiting.shift();
    // The place goes from hand to hand, so nobody can slip in between.
    if (admit) admit();
    else running -= 1;
  };

  return async (task) => {
    await enter();
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
