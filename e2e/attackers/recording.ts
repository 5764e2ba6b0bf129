import type { Environment, Row } from './rows.ts';

/** A line of a file of recordings (see docs/detection.md), as far as this recorder fills it. */
export interface Recording {
  readonly corpus: string;
  readonly family: string;
  readonly label: 'bot';
  readonly user: string;
  readonly session: string;
  readonly capabilities: Readonly<Record<string, boolean>>;
  readonly environment: Environment;
  readonly events: readonly (readonly (number | string)[])[];
}

const capabilities = {
  pointer: true,
  presses: true,
  keys: true,
  scroll: true,
  coalesced: true,
  environment: true,
};

export interface Recorded {
  readonly rows: readonly Row[];
  readonly environment: Environment;
}

/** Rows of one visit as a recording: times from its first row on, in the order of the events themselves. */
export function recordingOf(family: string, seed: number, { rows, environment }: Recorded): Recording {
  const sorted = rows.toSorted((a, b) => a.t - b.t);
  const start = sorted[0]?.t ?? 0;
  const events = sorted.flatMap((row) => eventsOf(row, Math.round((row.t - start) * 10) / 10));
  return {
    corpus: 'live-attackers',
    family,
    label: 'bot',
    user: family,
    session: `${family}-${seed}`,
    capabilities,
    environment: { ...environment, untrusted_events: rows.some(({ trusted }) => !trusted) },
    events,
  };
}

function eventsOf(row: Row, t: number): (number | string)[][] {
  switch (row.kind) {
    case 'move': {
      const buttons = row.buttons & 1 ? 'L' : '';
      const move = [t, row.buttons === 0 ? 'm' : 'd', row.x, row.y, buttons];
      return [move, [t, 'c', row.coalesced]];
    }
    case 'press':
    case 'release':
      return [[t, row.kind === 'press' ? 'p' : 'r', row.x, row.y, row.button]];
    case 'keydown':
    case 'keyup':
      return [[t, row.kind === 'keydown' ? 'k' : 'u', row.slot]];
    case 'wheel':
      return [[t, 'w', row.deltaY, row.deltaMode]];
    case 'scroll':
      return [[t, 's', row.top]];
    case 'visibility':
      return [[t, 'h', row.hidden ? 1 : 0]];
    case 'click':
      return [];
  }
}
