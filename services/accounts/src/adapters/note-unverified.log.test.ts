import { silentLog } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { noteUnverifiedInLog } from './note-unverified.log.ts';

test('a line a second tells of all who passed since the one before', () => {
  const lines: unknown[] = [];
  const now = fakeClock(1_700_000_000_000);
  const warn = (fields: object | string) => {
    lines.push(fields);
  };
  const log = { ...silentLog, warn };
  const note = noteUnverifiedInLog(log, now);
  const gone = new Error('gone');
  note(gone);
  note(gone);
  now.advance(1_000);
  note(gone);
  expect(lines).toEqual([
    { err: gone, visitors: 1 },
    { err: gone, visitors: 2 },
  ]);
});
