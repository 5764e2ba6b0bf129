import { foldReport, newerClient } from './fold-report.ts';
import { measuresOf, mergeMeasures, sortedUnion } from './measures.ts';
import {
  type Batch,
  emptySession,
  languagesMax,
  noMeasures,
  type Page,
  type Probe,
  pagesMax,
  type SessionState,
  type Signal,
  seenMax,
  tells,
} from './session-state.ts';
import { foldAgent } from './signed-agent.ts';
import { contradictions } from './window-check.ts';
import { addPrecedents, addWindow, noWindows } from './window-evidence.ts';

export interface Folded {
  readonly state: SessionState;
  /** Events of this batch that the session did not have yet. */
  readonly newEvents: number;
  /** False when the batch said nothing new: then the state is the one before. */
  readonly changed: boolean;
}

/** How far ahead of ingest a client's clock may be believed; later times are pulled back to it. */
const clockSkewMaxMs = 600_000;

/**
 * Adds a batch to a session. An event counts once however often it arrives, and batches may arrive in any order:
 * the outcome is the same.
 */
export function foldBatch(before: SessionState | null, batch: Batch): Folded {
  const start = before ?? { ...emptySession, firstAtMs: batch.acceptedAtMs };
  const fresh = unseen(start.seen, batch.signals);
  const told = foldReport(start, batch);
  if (fresh.length === 0 && told === null) return { state: start, newEvents: 0, changed: false };
  const newest = batch.acceptedAtMs >= start.lastAtMs;
  const state: SessionState = {
    ...start,
    ...told?.reported,
    seen: [...start.seen, ...fresh.map(({ idHash }) => idHash), ...(told?.newIds ?? [])].slice(-seenMax),
    pages: foldPages(start.pages, fresh, batch),
    probe: fresh.reduce(foldProbe, start.probe),
    ...foldWindows(start.windows, fresh),
    ...newerClient(start, batch),
    ...foldAgent(start, batch.agent),
    likelyBotThreshold: newest ? batch.likelyBotThreshold : start.likelyBotThreshold,
    firstAtMs: Math.min(start.firstAtMs, batch.acceptedAtMs),
    lastAtMs: Math.max(start.lastAtMs, batch.acceptedAtMs),
  };
  return { state, newEvents: fresh.length, changed: true };
}

function unseen(seen: readonly number[], signals: readonly Signal[]): Signal[] {
  const known = new Set(seen);
  return signals.filter(({ idHash }) => {
    if (known.has(idHash)) return false;
    known.add(idHash);
    return true;
  });
}

function foldPages(
  before: SessionState['pages'],
  fresh: readonly Signal[],
  batch: Batch,
): SessionState['pages'] {
  const pages: Record<string, Page> = { ...before };
  // Collector 1.5 names the page in one `page` event and leaves it out of the others of the batch.
  const named = batch.signals.find(({ payload }) => payload.page_path_hash !== undefined);
  const pageOfBatch = batch.report?.pageId ?? named?.payload.page_path_hash ?? '';
  for (const signal of fresh) {
    const wanted = batch.report?.pageId ?? signal.payload.page_path_hash ?? pageOfBatch;
    const key = wanted in pages || Object.keys(pages).length < pagesMax ? wanted : '';
    pages[key] = foldSignal(pages[key] ?? blankPage, signal, batch.acceptedAtMs + clockSkewMaxMs);
  }
  return pages;
}

const blankPage: Page = { snapshotOrder: '', snapshot: null, increments: noMeasures };

function foldSignal(page: Page, signal: Signal, latestMs: number): Page {
  const measures = measuresOf(signal.payload);
  if (signal.type !== 'snapshot') return { ...page, increments: mergeMeasures(page.increments, measures) };
  const time = String(Math.max(0, Math.min(signal.atMs, latestMs))).padStart(16, '0');
  const order = `${time} ${signal.id}`;
  return order > page.snapshotOrder ? { ...page, snapshotOrder: order, snapshot: measures } : page;
}

function foldProbe(probe: Probe, { payload }: Signal): Probe {
  const seen = tells.filter((tell) => payload[tell] === true);
  const passed = payload.js_passed;
  return {
    passed: passed === undefined ? probe.passed : passed && probe.passed !== false,
    tells: seen.length === 0 ? probe.tells : sortedUnion(probe.tells, seen),
    // The first in their order, so that it does not matter which came when.
    languages:
      payload.languages === undefined
        ? probe.languages
        : sortedUnion(probe.languages, payload.languages).slice(0, languagesMax),
  };
}

function foldWindows(
  before: SessionState['windows'],
  fresh: readonly Signal[],
): Pick<SessionState, 'windows'> {
  let windows = before;
  for (const { window, precedents = [] } of fresh) {
    if (window === null) continue;
    const added = addWindow(windows ?? noWindows, window, contradictions(window).length > 0);
    windows = addPrecedents(added, precedents);
  }
  return windows === undefined ? {} : { windows };
}
