import { idsOf } from './fold-report.ts';
import type { Batch, SessionState } from './session-state.ts';

/** Asks to forget a session. */
export interface Erasure {
  /** By the clock of whoever asked, milliseconds since 1970. */
  readonly requestedAtMs: number;
}

/** One record of a session, in the order of the log. */
export type Entry = Batch | Erasure;

/** What erasures leave of a session and of a run of its records. */
export interface Erased {
  /** The session as stored belongs to what is erased. */
  readonly stored: boolean;
  /** So many of the first entries belong to what is erased, or erased it. */
  readonly entries: number;
  /** Hashes of all request ids erased. */
  readonly ids: readonly number[];
}

/**
 * An erasure takes what lies before it in the log, if it began no later than the erasure was requested; what began
 * later began after it, so that an erasure handed over again does no harm. Stored session and records in hand are judged
 * apart: the records before an erasure that was carried out already are no part of the session that began after it, and
 * no more are those that come again: accepted no later than `erasedAtMs`, when the newest erasure carried out was requested.
 */
export function eraseSignals(
  before: SessionState | null,
  entries: readonly Entry[],
  erasedAtMs: number | null = null,
): Erased {
  let lastMs = erasedAtMs ?? Number.NEGATIVE_INFINITY;
  let storedFirstMs = before?.firstAtMs ?? Number.POSITIVE_INFINITY;
  let stored = false;
  let from = 0;
  const ids: number[] = [];
  for (const [at, entry] of entries.entries()) {
    if (!isErasure(entry)) continue;
    const batches = entries.slice(from, at).filter(isBatch);
    const times = batches.map(({ acceptedAtMs }) => acceptedAtMs).filter((atMs) => atMs > lastMs);
    const firstMs = Math.min(storedFirstMs, ...times);
    lastMs = Math.max(lastMs, entry.requestedAtMs);
    if (firstMs > entry.requestedAtMs) continue;
    if (storedFirstMs <= entry.requestedAtMs) {
      stored = true;
      storedFirstMs = Number.POSITIVE_INFINITY;
    }
    ids.push(
      ...batches.flatMap(({ signals, report }) => [...signals.map(({ idHash }) => idHash), ...idsOf(report)]),
    );
    from = at + 1;
  }
  return { stored, entries: from, ids: stored ? [...(before?.seen ?? []), ...ids] : ids };
}

export function isErasure(entry: Entry): entry is Erasure {
  return 'requestedAtMs' in entry;
}

export function isBatch(entry: Entry): entry is Batch {
  return !isErasure(entry);
}
