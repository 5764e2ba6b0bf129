import { describe, expect, test } from '@jest/globals';
import { seeded } from '../random/seeded.ts';
import { parseEvent } from '../recordings/parse-event.ts';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { families } from './index.ts';
import { pageTask } from './page/task.ts';
import { syntheticRecordings } from './synthetic-recordings.ts';

/** Somebody with a steady hand who moves to and fro and clicks at each end. */
function person(seed: number): Recording {
  const random = seeded(seed);
  const sway = (way: number) => ({ x: 400 + 300 * Math.sin(way), y: 300 + 40 * Math.cos(3 * way) });
  const events: RecordedEvent[] = [];
  for (let i = 0; i < 900; i++) {
    const { x, y } = sway(i / 12);
    const t = i * 17 + 300 * Math.floor(i / 38);
    events.push([t, 'm', Math.round(x + random()), Math.round(y + random()), '']);
    if (i % 38 === 37)
      events.push([t + 90, 'p', Math.round(x), Math.round(y), 'L'], [t + 180, 'r', 1, 1, 'L']);
  }
  const capabilities = { pointer: true, presses: true, keys: false, scroll: false };
  const unseen = { coalesced: false, environment: false };
  return {
    corpus: 'test',
    label: 'human',
    user: `${seed}`,
    session: '1',
    capabilities: { ...capabilities, ...unseen },
    events,
  };
}

const humans = [person(1), person(2)];
const made = (perFamily: number, seed = 7) => [...syntheticRecordings({ seed, perFamily, humans })];
const named = families.map((family) => [family.name, family] as const);

describe.each(named)('%s', (_, family) => {
  const recordings = [...syntheticRecordings({ seed: 3, perFamily: 8, humans, families: [family] })];

  test('makes recordings that the reader takes, at their limits or within', () => {
    for (const { events } of recordings) {
      let lastMs = 0;
      for (const event of events) [lastMs] = parseEvent(JSON.parse(JSON.stringify(event)), lastMs);
    }
    expect(recordings.every(({ events }) => events.length > 1 && events.length < 30_000)).toBe(true);
  });

  test('draws its parameters anew each session', () => {
    // Who replays a whole recording twice makes the same twice.
    const different = new Set(recordings.map(({ events }) => JSON.stringify(events))).size;
    expect(different).toBeGreaterThan(recordings.length / 2);
  });

  test('never releases what was not pressed, never presses twice', () => {
    // A stretch of a person's recording may begin with a button down.
    for (const { events } of family.group === 'replay' ? [] : recordings) {
      const buttons = events.map(([, kind]) => kind).filter((kind) => kind === 'p' || kind === 'r');
      expect(buttons.every((kind, i) => kind === (i % 2 === 0 ? 'p' : 'r'))).toBe(true);
    }
  });

  test('holds no key for ever', () => {
    for (const { events } of recordings) {
      const count = (wanted: string) => events.filter(([, kind]) => kind === wanted).length;
      expect(count('k')).toBe(count('u'));
    }
  });
});

test('the same seed gives the same recordings, another one others', () => {
  const text = (seed: number) => JSON.stringify(made(1, seed));
  expect(text(7)).toBe(text(7));
  expect(text(8)).not.toBe(text(7));
});

test('more sessions of each family leave the first as they were', () => {
  const first = made(2).filter(({ session }) => session === '0');
  expect(JSON.stringify(first)).toBe(JSON.stringify(made(1)));
});

test('nothing draws from an unseeded source, nor leaves one replaced', () => {
  const unseeded = Math.random;
  const refusing = () => {
    throw new Error('drawn from Math.random');
  };
  Math.random = refusing;
  try {
    expect(made(1)).toHaveLength(families.length);
    expect(Math.random).toBe(refusing);
  } finally {
    Math.random = unseeded;
  }
});

test('a path that leads nowhere ends all the same', () => {
  const stuck = pageTask(seeded(1), ({ from }) => [{ ...from, t: 0 }]);
  expect(stuck.length).toBeLessThan(20_000);
});

test('no two families have one name', () => {
  expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
});

test('without people to borrow from, the families that borrow are left out', () => {
  const found = [...syntheticRecordings({ seed: 1, perFamily: 1, humans: [] })].map(({ family }) => family);
  expect(found).toEqual(families.filter(({ needsHuman }) => !needsHuman).map(({ name }) => name));
});

test('a person without one movement to borrow is survived', () => {
  const idle = { ...person(1), events: [[0, 'h', 0] as const] };
  expect([...syntheticRecordings({ seed: 1, perFamily: 3, humans: [idle] })]).not.toEqual([]);
});

test.each([0, 1, 1_000])(
  'sessions with %s pause between any two motions exist beside those that wait',
  (seed) => {
    const waits = Array.from({ length: 40 }, (_, i) => {
      const still = pageTask(seeded(seed + i), ({ to }) => [{ ...to, t: 0 }], 60);
      return (still.at(-1)?.[0] ?? 0) / still.length;
    });
    expect(waits.some((ms) => ms < 5)).toBe(true);
    expect(waits.some((ms) => ms > 200)).toBe(true);
  },
);
