import { detections } from '@botect/contracts';
import type { Closable } from '@botect/runtime';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attackPrograms, requirePrograms } from '../../infra/local/programs.ts';
import { dataFolder, type Standalone, startStandalone } from '../harness/standalone.ts';
import { describeAttackers } from './describe-attackers.ts';
import { type Expectation, expectations, replay, type Sign, signs } from './expectations.ts';
import { planOf } from './plan.ts';
import { toldIn, type Visit, type Visits, verdictOn, visitsTo } from './visits.ts';

/** Programs may have to be installed first. */
const startTimeoutMs = 700_000;
/** All of them, two at a time, on a machine that other suites keep busy. */
const visitsTimeoutMs = 1_500_000;
const token = `test_${'bootstrap'.repeat(5)}`;
/** A file of recordings of people, which cannot live in this repository. */
const recordings = process.env['BOTECT_RECORDINGS'];
const withRecordings = recordings === undefined ? test.skip : test;
const replayId = detections.find(({ name }) => name === 'replayed_motion')?.id;

/** Moves enough to be known again by. */
const roaming = 'xdotool-roaming';

describeAttackers('real attackers', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  let visits: Visits;

  beforeAll(async () => {
    requirePrograms((line) => process.stderr.write(`${line}\n`), attackPrograms);
    folder = await dataFolder();
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
    visits = visitsTo(botect.origin, token, recordings);
  }, startTimeoutMs);
  beforeAll(async () => {
    const replays = recordings === undefined ? [] : [replay.attacker];
    const repeated = [roaming, ...replays];
    await visits.begin([...expectations.map(({ attacker }) => attacker), ...repeated]);
    await visits.repeat(repeated);
  }, visitsTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await folder?.close();
  });

  test.each(expectations)('$attacker shows in the page what gives it away', async (expected) => {
    const { seen } = await visits.first(expected.attacker);
    const shown = Object.keys(expected.givenAwayBy).map((sign) => [sign, signs[sign as Sign](seen.tells)]);
    expect(Object.fromEntries(shown)).toEqual(expected.givenAwayBy);
  });

  const isRated = async (visit: Visit, bands: Expectation['bands']) => {
    const { verdict, score, reason } = await verdictOn(visit);
    expect(`${verdict} (${score}) ${reason}`).toMatch(new RegExp(`^(${bands.join('|')}) `));
  };

  test.each(expectations)('$attacker is rated $bands', async ({ attacker, bands }) => {
    await isRated(await visits.first(attacker), bands);
  });

  const isKnown = async (visit: Visit) =>
    (await verdictOn(visit)).detection_ids.some((id) => id === replayId);

  test(
    'a visit repeated in another session is known for a replay, and was not the first time',
    async () => {
      expect(await isKnown(await visits.first(roaming))).toBe(false);
      let known = await isKnown(await visits.second(roaming));
      // Who plays on a busy machine plays something else: a repeat is one when it is as it was.
      for (let more = 0; more < 2 && !known; more += 1) known = await isKnown(await visits.again(roaming));
      expect(known).toBe(true);
    },
    visitsTimeoutMs,
  );

  withRecordings(
    'a person’s pointer replayed (BOTECT_RECORDINGS) is not called a bot on first use',
    async () => {
      await isRated(await visits.first(replay.attacker), replay.bands);
    },
  );

  withRecordings(
    'a person’s pointer replayed (BOTECT_RECORDINGS) is called a bot on second use',
    async () => {
      await isRated(await visits.second(replay.attacker), ['definite', 'likely_automated']);
    },
  );

  test.each(expectations)('whatever the script sends of $attacker is taken', async ({ attacker }) => {
    const { batches, refused } = toldIn(await visits.first(attacker));
    expect([batches.length > 0, refused]).toEqual([true, []]);
  });

  test('a page with a strict policy has no complaint about the script', async () => {
    const { seen } = await visits.first('clean-browser');
    expect(seen.environment['policy_violated']).toBe(false);
  });

  test('of what is typed nothing leaves the page', async () => {
    const typed = planOf(0).steps.flatMap((step) => (step.do === 'type' ? step.text.split(' ') : []));
    const sent = toldIn(await visits.first('xdotool-bezier')).batches.join('');
    expect(typed.filter((word) => word.length > 3 && sent.includes(word))).toEqual([]);
  });
});
