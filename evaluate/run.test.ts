import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Play } from './play/play.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, ...recordings: object[]) => {
  writeFileSync(join(folder, name), recordings.map((recording) => `${JSON.stringify(recording)}\n`).join(''));
  return join(folder, name);
};
const recording = (session: string, t = 0) => ({
  corpus: 'c',
  user: 1,
  session,
  events: [
    [t, 'm', 1, 1],
    [9, 'm', 1, 1],
  ],
});
const humans = [file('a.jsonl', recording('1'), recording('2')), file('b.jsonl', recording('3'))];
const bots = [file('bots.jsonl', { ...recording('4'), label: 'bot', family: 'f' })];

/** A player that remembers what it was given. */
function listening() {
  const played: string[] = [];
  const play: Play = async ({ session, label }) => {
    played.push(session);
    const score = label === 'bot' ? 1 : 90;
    return [{ after: 'end', score, band: score === 1 ? 'definite' : 'likely_human', detection_ids: [3001] }];
  };
  return { played, play };
}

const said: string[] = [];
const surroundings = (play: Play, ms = 1) => {
  let now = 0;
  return { play, now: () => (now += ms), say: (line: string) => said.push(line) };
};
const into = (name: string) => ({ humans, bots, json: join(folder, name), seed: 1 });

test('people are played before bots, in the order of files and lines', async () => {
  const { played, play } = listening();
  await run(into('order.json'), surroundings(play));
  expect(played).toEqual(['1', '2', '3', '4']);
});

test('the result holds every recording and the summary', async () => {
  const summary = await run(into('whole.json'), surroundings(listening().play));
  const result = JSON.parse(readFileSync(join(folder, 'whole.json'), 'utf8'));
  expect(result.summary).toEqual(summary);
  expect(result.recordings).toHaveLength(4);
  expect(result.recordings[3]).toEqual({
    corpus: 'c',
    family: 'f',
    label: 'bot',
    user: '1',
    session: '4',
    checkpoints: [{ after: 'end', score: 1, band: 'definite', detection_ids: [3001] }],
  });
});

test('the same seed gives the same bytes, on a machine four times slower too', async () => {
  await run(into('one.json'), surroundings(listening().play, 20));
  await run(into('two.json'), surroundings(listening().play, 80));
  expect(readFileSync(join(folder, 'two.json'))).toEqual(readFileSync(join(folder, 'one.json')));
});

test('files without a recording give a result without one', async () => {
  const empty = { ...into('empty.json'), humans: [file('empty.jsonl')], bots: [] };
  await run(empty, surroundings(listening().play));
  expect(JSON.parse(readFileSync(empty.json, 'utf8')).recordings).toEqual([]);
});

test('a recording that is refused ends the run, names its line, and leaves no result', async () => {
  const bad = file('bad.jsonl', recording('1'), recording('2', 10));
  const running = run({ ...into('bad.json'), bots: [bad] }, surroundings(listening().play));
  await expect(running).rejects.toThrow(/bad\.jsonl:2: event 1: t falls from 10 to 9/);
  expect(
    [join(folder, 'bad.json'), join(folder, 'bad.json.partial')].filter((path) => existsSync(path)),
  ).toEqual([]);
});

test('a place that cannot be written to is found before anything is played', async () => {
  const { played, play } = listening();
  await expect(run({ ...into('nowhere/out.json') }, surroundings(play))).rejects.toThrow(/ENOENT/);
  expect(played).toEqual([]);
});

test('the time a recording took is said', () => {
  expect(said).toContainEqual(expect.stringMatching(/^4 recordings played, \d+\.\d\d ms each$/));
});
