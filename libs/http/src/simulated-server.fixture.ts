import { type Admission, admission } from './admission.ts';
import { toldLoop } from './busy-loop.fixture.ts';
import { heldAnswers, refusalWait, type Wait } from './held-answers.ts';

/** What work costs, ms: about what ingest was measured to need. A server so made bears 10,000 requests a second. */
const [readMs, answerMs, refuseMs, refuseLateMs, logMs] = [0.05, 0.05, 0.012, 0.02, 3];
const sendMs = 0.008;
const networkMs = 0.3;

/** What a project asked, ms until it was answered, and how often it was refused. */
export interface Heard {
  readonly answeredMs: number[];
  refused: number;
}

/** A server with the shipped admission on an event loop of its own time, turn by turn. */
export function simulatedServer(wait: Wait = refusalWait) {
  const told = toldLoop();
  const nowMs = told.loop.now;
  const due = timetable();
  const door: Admission = admission({ inFlightMax: 2_000, priorities: ['ingest'], loop: told.loop });
  const held = heldAnswers({
    most: () => 4_000 - door.inFlight(),
    after: (ms, run) => due.add(nowMs() + ms, run),
  });
  const heard = new Map<number, Heard>();
  const of = (project: number) => {
    const known = heard.get(project) ?? { answeredMs: [], refused: 0 };
    heard.set(project, known);
    return known;
  };

  const ask = (project: number, answered: () => void, askedMs = nowMs()) => {
    const refuse = (ms: number) => {
      told.work(ms);
      of(project).refused += 1;
      held.hold(() => {
        told.work(sendMs);
        answered();
      }, wait);
    };
    if (door.enter('ingest') !== null) return refuse(refuseMs);
    if (door.charge('ingest', project, 1_900) !== null) {
      door.leave();
      return refuse(refuseLateMs);
    }
    told.work(readMs);
    due.add(nowMs() + logMs, () => {
      told.work(answerMs);
      door.leave();
      of(project).answeredMs.push(nowMs() - askedMs);
      answered();
    });
  };

  return {
    of,
    /** So many connections, each of which asks again as soon as it is answered. */
    flood(project: number, connections: number) {
      const again = () => ask(project, () => due.add(nowMs() + networkMs, again));
      for (let at = 0; at < connections; at += 1) due.add(at / connections, again);
    },
    /** Requests of strangers, evenly spread over the time from `fromMs` to `toMs`. */
    visit(project: number, perSecond: number, [fromMs, toMs]: readonly [number, number]) {
      for (let at = fromMs; at < toMs; at += 1_000 / perSecond) {
        due.add(at, () => ask(project, () => {}, at));
      }
    },
    run(untilMs: number) {
      while (nowMs() < untilMs && due.nextAt() < Number.POSITIVE_INFINITY) {
        told.rest(Math.max(0, due.nextAt() - nowMs()));
        for (const one of due.until(nowMs())) one();
        told.endTurn();
      }
    },
  };
}

/** What is to happen, by time; of one time in the order it was added. Kept by the tenth of a millisecond. */
function timetable() {
  const slots = new Map<number, (() => void)[]>();
  const perMs = 10;
  let next = 0;
  let count = 0;
  return {
    add(atMs: number, run: () => void) {
      const slot = Math.max(next, Math.ceil(atMs * perMs));
      const known = slots.get(slot);
      if (known === undefined) slots.set(slot, [run]);
      else known.push(run);
      count += 1;
    },
    nextAt() {
      if (count === 0) return Number.POSITIVE_INFINITY;
      while (!slots.has(next)) next += 1;
      return next / perMs;
    },
    until(atMs: number) {
      const ready: (() => void)[] = [];
      for (; next <= atMs * perMs; next += 1) {
        ready.push(...(slots.get(next) ?? []));
        slots.delete(next);
      }
      count -= ready.length;
      return ready;
    },
  };
}
