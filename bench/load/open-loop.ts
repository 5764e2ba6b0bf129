import { openConnection } from './http-connection.ts';
import { type OpenLoopResult, tally } from './tally.ts';

export type { OpenLoopResult } from './tally.ts';

export interface OpenLoopPlan {
  readonly port: number;
  /** Requests due a second, evenly spread. */
  readonly rate: number;
  readonly seconds: number;
  /** Requests under way at most; what is due while all are busy waits, and the wait counts. */
  readonly connections: number;
}

/** For the connections to be there before the first request is due. */
const leadMs = 100;
/** How long after the schedule what is overdue may still be sent. */
const catchUpMs = 500;
/** How long answers are waited for after the last request was due. */
const patienceMs = 15_000;

/**
 * Sends requests when they are due, whether or not earlier ones are answered, as strangers do. Lateness of this program
 * counts as the server's: better a figure too bad than one too good.
 */
export function openLoop(plan: OpenLoopPlan, request: () => string): Promise<OpenLoopResult> {
  const { rate, seconds } = plan;
  const due = Math.floor(rate * seconds);
  const startedAt = performance.now() + leadMs;
  const endsAt = startedAt + seconds * 1_000;
  const all = Array.from({ length: plan.connections }, () => openConnection(plan.port));
  const idle = [...all];
  const { note, answered, result } = tally(startedAt, due);
  let sent = 0;

  const sendDue = () => {
    const now = performance.now();
    if (now > endsAt + catchUpMs) return;
    const dueNow = Math.min(due, Math.floor(((now - startedAt) * rate) / 1_000));
    while (sent < dueNow) {
      const connection = idle.pop();
      if (connection === undefined) return;
      const times = { dueAt: startedAt + (sent * 1_000) / rate, sentAt: now };
      sent += 1;
      connection.send(request(), (answer) => {
        note(answer, times);
        idle.push(connection);
        sendDue();
      });
    }
  };

  const isOver = (now: number) =>
    (sent === due || now > endsAt + catchUpMs) && (answered() === sent || now > endsAt + patienceMs);

  return new Promise((resolve) => {
    const timer = setInterval(() => {
      sendDue();
      if (!isOver(performance.now())) return;
      clearInterval(timer);
      for (const connection of all) connection.close();
      resolve(result(sent));
    }, 1);
  });
}
