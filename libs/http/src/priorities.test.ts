import { describe, expect, test } from '@jest/globals';
import { type Admission, admission } from './admission.ts';
import { restlessLoop, toldLoop } from './busy-loop.fixture.ts';
import type { Priority } from './route.ts';

const priorities: Priority[] = ['verdict', 'ingest', 'control-plane'];
const [loud, quiet] = [1, 2];

/** Everything in one process, in a turn of a restless loop that is `age` ms old. */
function restless(age: number, served = priorities) {
  let door: Admission | undefined;
  const { work, endTurn } = restlessLoop((loop) => {
    door = admission({ inFlightMax: 100, priorities: served, loop });
    return () => door?.enter(served[0] as Priority) === null && door.leave();
  });
  endTurn();
  if (door === undefined) throw new Error('nobody asked for the loop');
  // The first of a turn is let in whatever it is: it has waited for nobody.
  for (const priority of served) if (door.enter(priority) === null) door.leave();
  work(age);
  return door;
}

const refusals = (door: Admission, asked = priorities) => asked.map((priority) => door.enter(priority));

describe('a loop that falls behind', () => {
  test.each([
    [9, [null, null, null]],
    [11, [null, null, 'event_loop']],
    [21, [null, 'event_loop', 'event_loop']],
    [41, ['event_loop', 'event_loop', 'event_loop']],
  ])('by %d ms refuses the least important first', (age, expected) => {
    expect(refusals(restless(age))).toEqual(expected);
  });

  test.each(priorities)('gives %s all it has where nothing goes before it', (only) => {
    expect([refusals(restless(39, [only]), [only]), refusals(restless(41, [only]), [only])]).toEqual([
      [null],
      ['event_loop'],
    ]);
  });

  test('refuses nobody while it finds rest', () => {
    const { loop, work, rest } = toldLoop();
    const door = admission({ inFlightMax: 100, priorities, loop });
    rest(500);
    door.enter('verdict');
    work(150);
    expect(refusals(door)).toEqual([null, null, null]);
  });
});

describe('places', () => {
  test('run out for the less important first', () => {
    const { loop } = toldLoop();
    const door = admission({ inFlightMax: 8, priorities, loop });
    const entered = priorities.toReversed().map((priority) => {
      let count = 0;
      while (door.enter(priority) === null) count += 1;
      return count;
    });
    expect([entered, refusals(door)]).toEqual([
      [2, 2, 4],
      ['in_flight', 'in_flight', 'in_flight'],
    ]);
  });

  test('are there again for who comes after somebody left', () => {
    const { loop } = toldLoop();
    const door = admission({ inFlightMax: 1, priorities: ['ingest'], loop });
    const first = [door.enter('ingest'), door.enter('ingest')];
    door.leave();
    expect([...first, door.enter('ingest')]).toEqual([null, 'in_flight', null]);
  });
});

/** What becomes of a request of each project after the loud one had twenty times what the quiet one had. */
function afterTwentyTimes(door: Admission): (string | null)[] {
  const once = (projectId: number) => {
    const shed = door.charge('ingest', projectId, 0);
    door.leave();
    return shed;
  };
  for (let count = 0; count < 20; count += 1) door.enter('ingest');
  return [once(loud), once(quiet)];
}

describe('a project that took twenty times its share', () => {
  const twentyTimes = (door: Admission) => {
    door.charge('ingest', quiet, 0);
    for (let count = 0; count < 20; count += 1) door.charge('ingest', loud, 0);
    return door;
  };

  test('stands back as soon as the loop falls behind, and nobody else does', () => {
    expect(afterTwentyTimes(twentyTimes(restless(0.6, ['ingest'])))).toEqual(['share', null]);
  });

  test('may go on while the loop keeps up', () => {
    expect(afterTwentyTimes(twentyTimes(restless(0.4, ['ingest'])))).toEqual([null, null]);
  });

  test('leaves three places of four to the others', () => {
    const { loop } = toldLoop();
    const door = twentyTimes(admission({ inFlightMax: 100, priorities: ['ingest'], loop }));
    for (let count = 0; count < 26; count += 1) door.enter('ingest');
    expect([door.charge('ingest', loud, 0), door.charge('ingest', quiet, 0)]).toEqual(['share', null]);
  });

  test('keeps a quarter of turns that others make long', () => {
    let door: Admission | undefined;
    const { work, endTurn, look } = restlessLoop((loop) => {
      door = admission({ inFlightMax: 100, priorities: ['ingest'], loop });
      return () => door?.enter('ingest');
    });
    endTurn();
    work(100);
    look();
    endTurn();
    look();
    work(24);
    if (door !== undefined) expect(afterTwentyTimes(twentyTimes(door))).toEqual([null, null]);
    work(2);
    expect(door && afterTwentyTimes(door)).toEqual(['share', null]);
  });

  test('has all there is when nobody else comes', () => {
    const door = restless(39, ['ingest']);
    door.enter('ingest');
    for (let count = 0; count < 20; count += 1) door.charge('ingest', loud, 0);
    expect(door.charge('ingest', loud, 0)).toBeNull();
  });

  test('took it also by the size of what it sent', () => {
    const door = restless(0.6, ['ingest']);
    for (const [project, bytes] of [
      [quiet, 0],
      [loud, 40_000],
    ] as const) {
      door.enter('ingest');
      door.charge('ingest', project, bytes);
    }
    expect(afterTwentyTimes(door)).toEqual(['share', null]);
  });
});
