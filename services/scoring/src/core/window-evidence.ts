import type { WindowCounts, WindowPayload } from '@botect/contracts';
import type { Precedents } from './replay.ts';

/** What the windows of a session add up to. */
export interface WindowEvidence {
  readonly windows: number;
  readonly counts: WindowCounts;
  /** Windows whose numbers contradict each other. */
  readonly impossible: number;
  /** Σ span of all windows, each 10 s at most; ms. */
  readonly spanMs: number;
  /** Hashes of movements compared with other sessions, and how many of them the most similar session shares. */
  readonly compared: number;
  readonly shared: number;
  /** So many movements each of the most similar other sessions shares, by a hash of the session; at most `alikeMax`. */
  readonly alike: Readonly<Record<string, number>>;
}

/** Other sessions remembered by a session; those it shares least with give way. */
export const alikeMax = 16;

/** A window ends after 5 s, unless nothing happens; longer ones count as so many ms. */
const spanMax = 10_000;

export const noWindows: WindowEvidence = {
  windows: 0,
  counts: {},
  impossible: 0,
  spanMs: 0,
  compared: 0,
  shared: 0,
  alike: {},
};

/** Adds a window; in any order, to the same result. */
export function addWindow(
  before: WindowEvidence,
  window: WindowPayload,
  impossible: boolean,
): WindowEvidence {
  const { v, seq, at_ms, span_ms, sketch, ...counts } = window;
  return {
    ...before,
    windows: before.windows + 1,
    // Numbers that contradict each other are evidence by themselves, and of nothing else.
    counts: impossible ? before.counts : addCounts(before.counts, counts),
    impossible: before.impossible + (impossible ? 1 : 0),
    spanMs: before.spanMs + Math.min(span_ms, spanMax),
  };
}

/** Adds movements that were compared; in any order, to the same result as long as `alikeMax` is not reached. */
export function addPrecedents(before: WindowEvidence, precedents: Precedents): WindowEvidence {
  if (precedents.length === 0) return before;
  const counts = new Map(Object.entries(before.alike));
  for (const session of precedents.flat()) counts.set(`${session}`, (counts.get(`${session}`) ?? 0) + 1);
  const most = [...counts].sort(([a, m], [b, n]) => n - m || Number(a) - Number(b)).slice(0, alikeMax);
  const shared = most[0]?.[1] ?? 0;
  const compared = before.compared + precedents.length;
  return { ...before, compared, shared, alike: Object.fromEntries(most) };
}

type Field = number | readonly number[];
type Group = Readonly<Record<string, Field>>;

function addCounts(left: WindowCounts, right: WindowCounts): WindowCounts {
  const sum: Record<string, Group> = { ...(left as Record<string, Group>) };
  for (const [name, group] of Object.entries(right) as [string, Group][]) {
    const before = sum[name];
    sum[name] = before === undefined ? group : addGroup(before, group);
  }
  return sum as WindowCounts;
}

function addGroup(left: Group, right: Group): Group {
  const sum: Record<string, Field> = {};
  for (const field in right) {
    const [a, b] = [left[field], right[field]];
    sum[field] =
      typeof b === 'number'
        ? ((a as number | undefined) ?? 0) + b
        : (b as readonly number[]).map((one, at) => one + ((a as readonly number[] | undefined)?.[at] ?? 0));
  }
  return sum;
}
