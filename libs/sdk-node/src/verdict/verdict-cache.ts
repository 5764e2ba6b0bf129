import { sha256 } from '../visitor/signatures.ts';
import type { Outcome } from './outcome.ts';

interface Remembered {
  readonly outcome: Outcome;
  readonly untilMs: number;
}

/** What is remembered of one session, by context. */
export interface SessionMemory {
  readonly outcomes: Map<string, Remembered>;
  /** Lookups on their way, so that one page asks once. */
  readonly pending: Map<string, Promise<Outcome>>;
}

const sessionsMax = 10_000;
const contextsMax = 32;

/**
 * Verdicts of the last seconds. A session is forgotten as one: a lookup on its way keeps writing into the memory it
 * began with, which nobody reads any more, so that an answer from before a login cannot outlive it.
 */
export class VerdictCache {
  readonly #sessions = new Map<string, SessionMemory>();
  readonly #elapsed: () => number;
  readonly #forMs: number;

  constructor(elapsed: () => number, forMs: number) {
    this.#elapsed = elapsed;
    this.#forMs = forMs;
  }

  /** The memory of a session, made when there is none; the one unused for longest makes room. */
  of(session: string): SessionMemory {
    const memory = this.#sessions.get(session) ?? { outcomes: new Map(), pending: new Map() };
    this.#sessions.delete(session);
    this.#sessions.set(session, memory);
    if (this.#sessions.size > sessionsMax) this.#sessions.delete(this.#sessions.keys().next().value ?? '');
    return memory;
  }

  read(memory: SessionMemory, context: string): Outcome | null {
    const found = memory.outcomes.get(keyOf(context));
    return found !== undefined && this.#elapsed() < found.untilMs ? found.outcome : null;
  }

  /** Remembers a decision. That nothing is known may change at any moment, and is not remembered. */
  write(memory: SessionMemory, context: string, outcome: Outcome): void {
    if (outcome.kind !== 'decided') return;
    if (memory.outcomes.size >= contextsMax) memory.outcomes.clear();
    memory.outcomes.set(keyOf(context), { outcome, untilMs: this.#elapsed() + this.#forMs });
  }

  forget(session: string): void {
    this.#sessions.delete(session);
  }
}

/** Visitors choose paths of kilobytes, and many of them; a hash is short. */
function keyOf(context: string): string {
  return context.length > 64 ? sha256(context) : context;
}
