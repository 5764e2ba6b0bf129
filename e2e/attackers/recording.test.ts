import { expect, test } from '@jest/globals';
import { recordingOf } from './recording.ts';
import type { Row } from './rows.ts';

const seen = { delay: 1, trusted: true };
const place = { x: 3, y: 4 };
const move = {
  ...seen,
  ...place,
  kind: 'move',
  buttons: 0,
  coalesced: 2,
  dx: 1,
  dy: 1,
  pointer: 'mouse',
} as const;
const eventsOf = (rows: readonly Row[]) => recordingOf('family', 1, { rows, environment: {} }).events;

test('events are timed from the first and come in their own order, not in that of their handlers', () => {
  const rows: Row[] = [
    { ...seen, t: 120, kind: 'press', ...place, button: 'L' },
    { ...move, t: 100 },
  ];
  expect(eventsOf(rows)).toEqual([
    [0, 'm', 3, 4, ''],
    [0, 'c', 2],
    [20, 'p', 3, 4, 'L'],
  ]);
});

test.each<[row: Row, event: unknown[]]>([
  [{ ...move, t: 1, buttons: 1 }, [0, 'd', 3, 4, 'L']],
  [{ ...seen, t: 1, kind: 'release', ...place, button: 'R' }, [0, 'r', 3, 4, 'R']],
  [{ ...seen, t: 1, kind: 'keydown', slot: 1 }, [0, 'k', 1]],
  [{ ...seen, t: 1, kind: 'keyup', slot: 1 }, [0, 'u', 1]],
  [{ ...seen, t: 1, kind: 'wheel', deltaY: 120, deltaMode: 0 }, [0, 'w', 120, 0]],
  [{ ...seen, t: 1, kind: 'scroll', top: 40 }, [0, 's', 40]],
  [{ ...seen, t: 1, kind: 'visibility', hidden: true }, [0, 'h', 1]],
])('%j is written as the format has it', (row, event) => {
  expect(eventsOf([row])[0]).toEqual(event);
});

test('a click is no event of its own', () => {
  expect(eventsOf([{ ...seen, t: 1, kind: 'click', detail: 1 }])).toEqual([]);
});

test('events that no device made are told by a boolean', () => {
  const { environment } = recordingOf('family', 1, {
    rows: [{ ...move, t: 1, trusted: false }],
    environment: { webdriver: false },
  });
  expect(environment).toEqual({ webdriver: false, untrusted_events: true });
});
