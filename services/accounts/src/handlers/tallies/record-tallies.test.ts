import type { ReceivedRecord } from '@botect/bus';
import { encodeTally, type TallyRecord } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { recordTallies } from './record-tallies.ts';

const tally = (sequence: number): TallyRecord => ({
  v: 1,
  source: '6f1c2a34-0000-4000-8000-000000000001',
  sequence,
  from: 1,
  to: 2,
  keys: [],
  verdicts: [],
  rules: [],
});
const received = (value: Buffer, offset = 0): ReceivedRecord => ({
  topic: 'tallies',
  partition: 0,
  offset: BigInt(offset),
  key: 'k',
  value,
  headers: {},
});

/** A handler, and the sequences it recorded. */
function subject(fails: (sequence: number) => boolean = () => false) {
  const recorded: number[] = [];
  const handle = recordTallies({
    async recordTally({ sequence }) {
      if (fails(sequence)) throw new Error('away');
      recorded.push(sequence);
      return true;
    },
  });
  return { recorded, handle };
}

test('records a fetch in its order', async () => {
  const { recorded, handle } = subject();
  const fetch = [1, 2, 3].map((sequence) => received(encodeTally(tally(sequence)), sequence));
  expect(await handle(fetch)).toEqual(fetch.map(() => ({ kind: 'done' })));
  expect(recorded).toEqual([1, 2, 3]);
});

test('what can never be read is put aside, and holds nobody up', async () => {
  const { recorded, handle } = subject();
  const fates = await handle([received(Buffer.from('x')), received(encodeTally(tally(2)))]);
  expect(fates).toEqual([{ kind: 'dead-letter', reason: 'not a tally' }, { kind: 'done' }]);
  expect(recorded).toEqual([2]);
});

test('a database that is away fails the fetch, to be handed over again', async () => {
  const { handle } = subject((sequence) => sequence === 2);
  const fetch = [1, 2].map((sequence) => received(encodeTally(tally(sequence)), sequence));
  await expect(handle(fetch)).rejects.toThrow('away');
});
