import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAccumulator } from './accumulator.ts';
import { fakeAppend, manualTiming, turnEnd } from './fake-log.fixture.ts';

const step = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }),
  fc.record({ kind: fc.constant('turn' as const) }),
  fc.record({ kind: fc.constantFrom('ack' as const, 'fail' as const), which: fc.nat(1) }),
);

test('however publishing and calls interleave, a key keeps its order and everyone has the answer of their call', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const log = fakeAppend();
      const limits = { callRecordsMax: 3 };
      const { timing } = manualTiming();
      const accumulator = createAccumulator({
        ...log,
        timing,
        observer: {},
        publishTimeoutMs: 5_000,
        limits,
      });
      const published: { key: string; text: string; kept: Promise<boolean> }[] = [];
      const kept = new Map<string, boolean>();
      const end = (which: number, how: 'ack' | 'fail') => {
        const call = [...log.out][which % Math.max(log.out.size, 1)];
        for (const { value } of call?.records ?? []) kept.set(`${value}`, how === 'ack');
        if (how === 'ack') call?.ack();
        else call?.fail(new Error('no leader'));
      };

      for (const taken of steps) {
        if (taken.kind === 'turn') await turnEnd();
        else if (taken.kind !== 'publish') end(taken.which, taken.kind);
        else {
          const text = `${published.length}`;
          const publishing = accumulator.publish({
            topic: 'topic',
            key: taken.key,
            value: Buffer.from(text),
          });
          published.push({
            key: taken.key,
            text,
            kept: publishing.then(
              () => true,
              () => false,
            ),
          });
        }
        expect(log.out.size).toBeLessThanOrEqual(2);
        const keysOut = [...log.out].map(({ records }) => new Set(records.map(({ key }) => key)));
        expect(keysOut.flatMap((keys) => [...keys])).toHaveLength(
          new Set(keysOut.flatMap((keys) => [...keys])).size,
        );
      }
      for (let rest = 0; rest < published.length + 2; rest += 1) {
        await turnEnd();
        end(0, 'ack');
      }

      const appended = log.calls.flatMap(({ records }) => records);
      for (const key of new Set(published.map((one) => one.key))) {
        const inOrder = published.filter((one) => one.key === key).map(({ text }) => text);
        expect(appended.filter((record) => record.key === key).map(({ value }) => `${value}`)).toEqual(
          inOrder,
        );
      }
      for (const one of published) expect(await one.kept).toBe(kept.get(one.text));
    }),
    { numRuns: 300 },
  );
});
