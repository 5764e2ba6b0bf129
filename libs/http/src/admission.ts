import { calmLoop, type EventLoop, turnWork } from './event-loop.ts';
import { fairShares } from './fair-shares.ts';
import type { Priority } from './route.ts';

/** Why a request is refused: too many under way, too much waiting in the event loop, or its project took more than its share. */
export type Shed = 'in_flight' | 'event_loop' | 'share';

export interface Admission {
  /** Why a request of the priority may not come in; null when it may: it counts as under way until `leave`. */
  enter(priority: Priority): Shed | null;
  leave(): void;
  /** Charges a request under way to a project. Null, or why it has to leave for the sake of the others. */
  charge(priority: Priority, projectId: number, bytes: number): Shed | null;
  inFlight(): number;
}

export interface AdmissionOptions {
  readonly inFlightMax: number;
  /** Of the routes served; the first of them may use all there is. */
  readonly priorities: readonly Priority[];
  /** Default: one that always finds rest, so that only places run out. */
  readonly loop?: EventLoop;
}

/** Each may use half of what the one before may, so that there is room left for whoever goes before. */
const parts: Readonly<Record<Priority, number>> = { verdict: 1, ingest: 0.5, 'control-plane': 0.25 };

/** How long a turn of the event loop may work on new requests: what is accepted then takes about four turns, 160 ms. */
const turnMsMax = 40;

/** What a project may use that took more than its share: of the places of its priority. */
const placesBeyondShare = 0.25;
/** Of a turn, of which it costs twice as much when its answers come: little, so that turns stay short. */
const turnBeyondShare = 0.25;
/** What it may use of every turn, ms. With less the loop finds rest between turns, and lets everybody in again. */
const turnMsBeyondShare = 0.5;

/** A batch of ten events, about: so many bytes cost as much again as the request itself. */
const bytesPerCost = 2_048;

/**
 * Decides which requests are worked on. Two things run out: places, when answers wait for others, and the event loop, when
 * it has more to do than time. Of both the less important may use the smaller part, so they are refused first; and as
 * soon as either runs short, projects that took more than their share before all others of their priority.
 */
export function admission({ inFlightMax, priorities, loop = calmLoop }: AdmissionOptions): Admission {
  const work = turnWork(loop);
  const shares = fairShares(() => loop.now());
  const most = Math.max(...priorities.map((priority) => parts[priority]));
  let inFlight = 0;

  const shortage = ({ places, turnMs }: { places: number; turnMs: number }): Shed | null => {
    if (inFlight >= Math.ceil(inFlightMax * places)) return 'in_flight';
    return work.soFar() > turnMs ? 'event_loop' : null;
  };
  const little = (part: number) => ({
    // The request itself is under way already.
    places: part * placesBeyondShare + 1 / inFlightMax,
    turnMs: part * Math.max(turnMsBeyondShare, work.ofLast() * turnBeyondShare),
  });

  return {
    enter(priority) {
      const part = parts[priority] / most;
      const shed = shortage({ places: part, turnMs: turnMsMax * part });
      if (shed === null) inFlight += 1;
      return shed;
    },
    leave() {
      inFlight -= 1;
    },
    charge(priority, projectId, bytes) {
      const part = parts[priority] / most;
      if (shares.exceededBy(projectId) && shortage(little(part)) !== null) return 'share';
      shares.take(projectId, 1 + bytes / bytesPerCost);
      return null;
    },
    inFlight: () => inFlight,
  };
}
