import { motionMemory } from '@botect/scoring/core';
import { describe, expect, test } from '@jest/globals';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { createPlay } from './create-play.ts';
import type { CheckpointResult } from './play.ts';
import { type Layer, moves, recordingOf, seeing, sessionsOf } from './recordings.fixture.ts';
import { SessionPlayer } from './session-player.ts';

/** Plays them one after the other with one memory. */
const play = (...recordings: readonly Recording[]) => {
  const player = createPlay(1);
  return recordings.map((recording) => player(recording) as readonly CheckpointResult[]);
};
const playEvents = (events: readonly RecordedEvent[], ...layers: readonly Layer[]) =>
  play(recordingOf(events, layers.length === 0 ? undefined : seeing(...layers)))[0] ?? [];
const names = (results: readonly CheckpointResult[]) => results.map(({ after }) => after);
const last = (results: readonly CheckpointResult[] | undefined) => results?.at(-1) as CheckpointResult;

/** Clicks that no finger makes: pressed for no time, after a single move. */
const clicks = (count: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, at): RecordedEvent[] => [
    [at * 600, 'm', at * 90, 200],
    [at * 600 + 2, 'p', at * 90, 200, 0],
    [at * 600 + 2, 'r', at * 90, 200, 0],
  ]).flat();
const typed = (count: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, at): RecordedEvent[] => [
    [at * 50, 'k', at],
    [at * 50 + 1, 'u', at],
  ]).flat();
const scrolled = (count: number, t = 0): RecordedEvent[] =>
  Array.from({ length: count }, (_, at): RecordedEvent => [t + at * 700, 's', at * 100]);
const turned = (count: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, at): RecordedEvent[] => [
    [at * 300, 'w', 100, 0],
    [at * 300 + 8, 's', at * 100],
  ]).flat();

test('the same recordings give the same bytes whenever they are played', () => {
  const recordings = ['windmouse', 'keys-normal', 'touch-swipes', 'llm-agent'].flatMap((name) =>
    sessionsOf(name, 2),
  );
  expect(JSON.stringify(play(...recordings))).toBe(JSON.stringify(play(...recordings)));
});

describe('checkpoints', () => {
  test('are judged when they are reached, in the order of reports, and the end always', () => {
    const late = moves(130, 60_000);
    const after = ['moves:20', 'moves:40', 'moves:60', 'moves:120', 'clicks:5', 'keys:20', 'end'];
    expect(names(playEvents([...clicks(5), ...late]))).toEqual(after.filter((one) => one !== 'keys:20'));
    expect(names(playEvents([...typed(20), ...late]))).toEqual(after.filter((one) => one !== 'clicks:5'));
  });

  test.each<[string, RecordedEvent[]]>([
    ['nothing at all', []],
    ['no move', [[5, 'h', 1]]],
    ['19 moves and the one that is going on', moves(20)],
    ['4 clicks and a button that stays down', [...clicks(4), [9_000, 'p', 1, 1, 0]]],
    ['19 keys and one that stays down', [...typed(19), [950, 'k', 'x']]],
    ['a button that stays down', [[0, 'p', 1, 1, 0]]],
    ['a release without a press', [[0, 'r', 1, 1, 0]]],
    ['a drag without a press', moves(40).map(([t, , x, y]) => [t, 'd', x as number, y as number])],
  ])('that a recording of %s does not reach are absent', (_, events) => {
    expect(names(playEvents(events))).toEqual(['end']);
  });

  test('count a frame once, however often the recorder looked', () => {
    const looks = (frame: number) => [1, 5, 9, 13].map((ms) => (frame * 1_000) / 60 + ms);
    const often = (frames: number) =>
      Array.from({ length: frames }, (_, frame) => looks(frame)).flatMap((times) =>
        times.map((t): RecordedEvent => [t, 'm', t, t / 3]),
      );
    expect(names(playEvents(often(20)))).toEqual(['end']);
    expect(names(playEvents(often(21)))).toEqual(['moves:20', 'end']);
  });

  test('leave nothing behind: what is asked on the way changes nothing that is said later', () => {
    const [recording] = sessionsOf('human-like', 1, 4) as [Recording];
    const endAfter = (askedEvery: number) => {
      const player = new SessionPlayer(recording, { session: 1, remember: motionMemory() });
      for (const [at, event] of recording.events.entries()) {
        player.play(event);
        if (at % askedEvery === 0) player.judge('moves:20', event[0]);
      }
      return player.judge('end', recording.events.at(-1)?.[0] ?? 0);
    };
    expect(endAfter(1)).toEqual(endAfter(Infinity));
    expect(endAfter(1)).toEqual(last(play(recording)[0]));
  });

  test('of a session without input have no score', () => {
    expect(playEvents([])).toEqual([{ after: 'end', score: 0, band: 'not_computed', detection_ids: [] }]);
  });
});

describe('what a recorder cannot see says nothing', () => {
  test.each<[string, readonly RecordedEvent[], readonly number[], readonly Layer[]]>([
    ['movement', sessionsOf('straight-constant')[0]?.events ?? [], [3010], ['pointer']],
    ['presses', clicks(20), [3011, 3012], ['pointer', 'presses']],
    ['keys', typed(40), [3013, 3016], ['keys']],
  ])('of %s', (_, events, ids, layers) => {
    const seen = last(playEvents(events, ...layers));
    const unseen = last(play(recordingOf(events, seeing(...layers.slice(0, -1))))[0]);
    expect(seen.detection_ids).toEqual(expect.arrayContaining([...ids]));
    expect(unseen).toMatchObject({ detection_ids: [] });
    expect(unseen.score === 0 || unseen.score >= 50).toBe(true);
  });

  test.each<[string, readonly RecordedEvent[], Layer]>([
    ['moves', moves(200), 'pointer'],
    ['presses', clicks(20).filter(([, kind]) => kind !== 'm'), 'presses'],
    ['keys', typed(40), 'keys'],
    ['scrolling', scrolled(20), 'scroll'],
  ])('of %s alone: there is no score', (_, events, layer) => {
    const [seen, unseen] = [seeing(layer), seeing()].map((saw) => last(play(recordingOf(events, saw))[0]));
    expect([unseen?.score, unseen?.band]).toEqual([0, 'not_computed']);
    expect(seen?.score).toBeGreaterThan(0);
  });

  test('of moves: clicks without them are not clicks without approach', () => {
    const pressed = clicks(20).filter(([, kind]) => kind !== 'm');
    expect(last(playEvents(pressed, 'presses')).detection_ids).not.toContain(3012);
  });

  test('of wheels: scrolling without one is not scrolling without device', () => {
    const [unseen, seen] = [scrolled(40), [...turned(2), ...scrolled(40, 2_000)]];
    expect(last(playEvents(unseen, 'scroll', 'keys')).detection_ids).not.toContain(3018);
    expect(last(playEvents(seen, 'scroll', 'keys')).detection_ids).toContain(3018);
  });
});

describe('the environment', () => {
  const probed = (environment: Readonly<Record<string, boolean>>) =>
    last(play({ ...recordingOf(moves(40)), environment })[0]).detection_ids;

  test('reaches the probe', () => {
    expect(probed({ webdriver: true, headless: false })).toContain(2001);
    expect(probed({ webdriver: false, headless: true })).toContain(2002);
  });

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'mouse_entropy',
    'languages',
    'collector_version',
    'something new',
  ])('may hold %s, which is left out', (fact) => {
    const environment = Object.fromEntries([
      [fact, true],
      ['js_passed', true],
    ]);
    expect(probed(environment)).toEqual(probed({ js_passed: true }));
  });
});

describe('movement that was seen before', () => {
  const [first, other] = sessionsOf('human-like', 2, 3) as [Recording, Recording];

  test('is told on second use, and not on first', () => {
    const [once, ofOther, again] = play(first, other, { ...first, user: '2', session: '2' });
    expect([once, ofOther].flatMap((results) => results?.flatMap((one) => one.detection_ids))).not.toContain(
      3032,
    );
    expect(last(again).detection_ids).toContain(3032);
    expect(last(again).score).toBeLessThan(last(once).score + 1);
  });

  test('is forgotten with the player', () => {
    const ids = [play(first), play(first)].map(([results]) => last(results).detection_ids);
    expect(ids[1]).toEqual(ids[0]);
  });
});
