import { describe, expect, test } from '@jest/globals';
import { hour, keyId, second, source, startMs, tallyFixture, thisHour } from './tally.fixture.ts';

describe('what is counted', () => {
  test('is published as one record, and not again', async () => {
    const { tally, now, published } = tallyFixture();
    tally.keyUsed(keyId(1));
    tally.verdictGiven(123, 'likely_human', 'allow');
    tally.ruleMatched(7);
    now.advance(5 * second);
    await tally.flush();
    await tally.flush();
    const rows = {
      keys: [[keyId(1), startMs]],
      verdicts: [[123, thisHour, 'likely_human', 'allow', 1]],
      rules: [[7, thisHour, 1]],
    };
    expect(published).toEqual([{ v: 1, source, sequence: 1, from: startMs, to: startMs + 5_000, ...rows }]);
  });

  test('nothing is published when nothing happened', async () => {
    const { tally, published } = tallyFixture();
    await tally.flush();
    await tally.close();
    expect(published).toEqual([]);
  });

  test('equal verdicts are one row, each pair of band and action has its own', async () => {
    const { tally, published } = tallyFixture();
    for (const action of ['block', 'allow', 'block'] as const) tally.verdictGiven(1, 'definite', action);
    tally.verdictGiven(2, 'definite', 'block');
    tally.verdictGiven(1, 'not_computed', 'allow');
    await tally.flush();
    expect(published[0]?.verdicts).toEqual([
      [1, thisHour, 'not_computed', 'allow', 1],
      [1, thisHour, 'definite', 'allow', 1],
      [1, thisHour, 'definite', 'block', 2],
      [2, thisHour, 'definite', 'block', 1],
    ]);
  });

  test('a new hour has rows of its own', async () => {
    const { tally, now, published } = tallyFixture();
    tally.ruleMatched(7);
    now.advance(hour / 2 - 1);
    tally.ruleMatched(7);
    now.advance(1);
    tally.ruleMatched(7);
    await tally.flush();
    expect(published[0]?.rules).toEqual([
      [7, thisHour, 2],
      [7, thisHour + hour, 1],
    ]);
  });

  test('of a key its last use is told', async () => {
    const { tally, now, published } = tallyFixture();
    tally.keyUsed(keyId(1));
    now.advance(3 * second);
    tally.keyUsed(keyId(1));
    await tally.flush();
    expect(published[0]?.keys).toEqual([[keyId(1), startMs + 3 * second]]);
  });

  test('more rows than a record may hold are several records, in sequence', async () => {
    const { tally, published } = tallyFixture({ recordRowsMax: 2 });
    for (let index = 1; index <= 5; index += 1) tally.ruleMatched(index);
    tally.keyUsed(keyId(1));
    await tally.flush();
    const held = published.map(({ sequence, keys, rules }) => [sequence, keys.length, rules.length]);
    expect(held).toEqual([
      [1, 1, 2],
      [2, 0, 2],
      [3, 0, 1],
    ]);
  });

  test('closing publishes what is left', async () => {
    const { tally, published } = tallyFixture();
    tally.ruleMatched(7);
    await tally.close();
    expect(published).toHaveLength(1);
  });
});

describe('while nothing can be published', () => {
  test('counting goes on, and all of it arrives later, in order', async () => {
    const { tally, published, faults } = tallyFixture();
    faults.away = true;
    for (let round = 0; round < 3; round += 1) {
      tally.ruleMatched(7);
      await tally.flush();
    }
    faults.away = false;
    await tally.flush();
    expect(published.map(({ sequence, rules }) => [sequence, rules[0]?.[2]])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('a record kept but not acknowledged comes again as it was, so that it can be told', async () => {
    const { tally, published, faults } = tallyFixture();
    faults.unacknowledged = true;
    tally.ruleMatched(7);
    await tally.flush();
    faults.unacknowledged = false;
    tally.ruleMatched(7);
    await tally.flush();
    expect(published.map(({ sequence, rules }) => [sequence, rules[0]?.[2]])).toEqual([
      [1, 1],
      [1, 1],
      [2, 1],
    ]);
  });

  test('rows past the limit are dropped, warned of once and measured; those there are count on', async () => {
    const { tally, published, warnings, telemetry } = tallyFixture({ rowsMax: 2 });
    for (const ruleId of [1, 2, 3, 4, 1]) tally.ruleMatched(ruleId);
    tally.verdictGiven(1, 'definite', 'block');
    await tally.flush();
    expect(published[0]).toMatchObject({
      verdicts: [],
      rules: [
        [1, thisHour, 2],
        [2, thisHour, 1],
      ],
    });
    expect(telemetry.measured.get('botect.tally.dropped')).toEqual([1, 1, 1]);
    expect(warnings).toHaveLength(1);
  });

  test('keys have a room of their own', async () => {
    const { tally, published } = tallyFixture({ rowsMax: 2 });
    for (const index of [1, 2, 3, 1]) tally.keyUsed(keyId(index));
    tally.ruleMatched(1);
    await tally.flush();
    expect(published[0]).toMatchObject({
      keys: [
        [keyId(1), startMs],
        [keyId(2), startMs],
      ],
      rules: [[1, thisHour, 1]],
    });
  });

  test('an outage is one warning, however long', async () => {
    const { tally, warnings, faults } = tallyFixture();
    faults.away = true;
    tally.ruleMatched(7);
    for (let round = 0; round < 5; round += 1) await tally.flush();
    expect(warnings).toHaveLength(1);
  });

  test('closing says that counts are lost, and does not fail', async () => {
    const { tally, warnings, faults } = tallyFixture();
    faults.away = true;
    tally.ruleMatched(7);
    await tally.close();
    expect(warnings).toContain('the last counts are lost');
  });
});

test('flushes at the same time publish once', async () => {
  const { tally, published } = tallyFixture();
  tally.ruleMatched(7);
  await Promise.all([tally.flush(), tally.flush(), tally.close()]);
  expect(published).toHaveLength(1);
});
