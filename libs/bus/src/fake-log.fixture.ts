import type { OutgoingRecord } from './bus.ts';
import type { Log } from './log.ts';
import type { Timing } from './timing.ts';

export interface FakeCall {
  readonly topic: string;
  readonly records: readonly OutgoingRecord[];
  ack(): void;
  fail(error: Error): void;
}

/** An `append` whose calls stay out until the test ends them. */
export function fakeAppend() {
  const calls: FakeCall[] = [];
  const out = new Set<FakeCall>();
  const append: Log['append'] = (topic, records) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        out.delete(call);
        settle();
      };
      const call: FakeCall = {
        topic,
        records,
        ack: end(resolve),
        fail: (error) => end(() => reject(error))(),
      };
      calls.push(call);
      out.add(call);
    });
  return {
    append,
    calls,
    out,
    texts: () => calls.map(({ records }) => records.map(({ value }) => `${value}`)),
  };
}

/** Time that stands still, and pauses that last, until the test advances it. */
export function manualTiming() {
  let nowMs = 0;
  let paused: { untilMs: number; resolve(): void }[] = [];
  const timing: Timing = {
    now: () => nowMs,
    random: () => 0,
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        if (signal?.aborted) reject(signal.reason);
        paused.push({ untilMs: nowMs + ms, resolve });
      }),
  };
  const advance = async (ms: number) => {
    nowMs += ms;
    const due = paused.filter(({ untilMs }) => untilMs <= nowMs);
    paused = paused.filter(({ untilMs }) => untilMs > nowMs);
    for (const { resolve } of due) resolve();
    await turnEnd();
  };
  return { timing, advance, pausing: () => paused.length };
}

/** The end of this turn of the event loop, and of the one that what happens at its end asks for. */
export async function turnEnd(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
