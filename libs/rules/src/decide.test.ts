import { type Action, actions, type BotSettings, type ScoredSession } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { type Decision, type DecisionRule, decide } from './index.ts';
import { contextOf, sessionOf } from './rules.fixture.ts';

const nowMs = 1_000;
const observing = {
  allow_verified: true,
  protect_static: true,
  block_definite: false,
  challenge_likely: false,
};

const ruleOf = (id: number, action: Action, parts: Partial<DecisionRule> = {}): DecisionRule => ({
  id,
  name: `rule ${id}`,
  action,
  matches: () => true,
  isShadow: false,
  expiresAtMs: null,
  ...parts,
});
const unmatched = { matches: () => false };
const shadow = { isShadow: true };

interface Case {
  readonly session?: Partial<ScoredSession>;
  readonly settings?: Partial<BotSettings>;
  readonly rules?: readonly DecisionRule[];
  readonly path?: string;
}
const decided = ({ session = {}, settings = {}, rules = [], path }: Case) =>
  decide(
    sessionOf(session),
    { settings: { ...observing, ...settings }, likelyBotThreshold: 30, rules },
    { context: contextOf(path === undefined ? {} : { path }), nowMs },
  );
const ids = (rules: readonly DecisionRule[]) => rules.map(({ id }) => id);

const subjects = [
  ['not_computed', { score: 0 }],
  ['definite', { score: 1 }],
  ['likely_automated', { score: 29 }],
  ['likely_human', { score: 30 }],
  ['verified', { score: 0, verifiedCategory: 'Search' }],
] as const;
const settingsOf = (bits: number): BotSettings => ({
  allow_verified: (bits & 1) > 0,
  protect_static: (bits & 2) > 0,
  block_definite: (bits & 4) > 0,
  challenge_likely: (bits & 8) > 0,
});
const everySetting = Array.from({ length: 16 }, (_, bits) => settingsOf(bits));
const everyCase = subjects.flatMap(([band, session]) =>
  everySetting.flatMap((settings) =>
    ['/page', '/app.css'].flatMap((path) =>
      [null, ...actions].map((action) => ({ band, session, settings, path, action })),
    ),
  ),
);

/** The order of resolution as one reads it, written without looking at rules one by one. */
function expected({ band, settings, path, action }: (typeof everyCase)[number]): [Action, Decision['step']] {
  if (band === 'not_computed') return ['allow', 'default'];
  if (band === 'verified' && settings.allow_verified) return ['allow', 'verified'];
  if (path === '/app.css' && !settings.protect_static) return ['allow', 'static'];
  if (action !== null && action !== 'log' && action !== 'delay') return [action, 'rule'];
  if (band === 'definite' && settings.block_definite) return ['block', 'toggle'];
  if (band === 'likely_automated' && settings.challenge_likely) return ['challenge', 'toggle'];
  return action === null ? ['allow', 'default'] : [action, 'rule'];
}

describe('a decision', () => {
  test.each(subjects.map(([band]) => band))(
    'on a session that is %s follows the order for all toggles and rule actions',
    (band) => {
      for (const one of everyCase.filter((each) => each.band === band)) {
        const rules = one.action === null ? [] : [ruleOf(1, one.action)];
        const { action, step, rule, band: found } = decided({ ...one, rules });
        expect({ one, found, outcome: [action, step] }).toEqual({ one, found: band, outcome: expected(one) });
        expect(rule).toBe(step === 'rule' ? rules[0] : null);
      }
    },
  );

  test.each<[string, readonly DecisionRule[], Action, number | null, number[]]>([
    ['the first terminating rule', [ruleOf(1, 'block'), ruleOf(2, 'allow')], 'block', 1, [1]],
    ['an allow before a block', [ruleOf(1, 'allow'), ruleOf(2, 'block')], 'allow', 1, [1]],
    ['what comes after a log', [ruleOf(1, 'log'), ruleOf(2, 'challenge')], 'challenge', 2, [1, 2]],
    [
      'the first delay, a log before it',
      [ruleOf(1, 'log'), ruleOf(2, 'delay'), ruleOf(3, 'delay')],
      'delay',
      2,
      [1, 2, 3],
    ],
    ['the first log', [ruleOf(1, 'log'), ruleOf(2, 'log')], 'log', 1, [1, 2]],
    ['an explicit allow over a delay', [ruleOf(1, 'delay'), ruleOf(2, 'allow')], 'allow', 2, [1, 2]],
    ['no rule that does not match', [ruleOf(1, 'block', unmatched)], 'allow', null, []],
    ['no rule from the moment it expires', [ruleOf(1, 'block', { expiresAtMs: nowMs })], 'allow', null, []],
    ['a rule until it expires', [ruleOf(1, 'block', { expiresAtMs: nowMs + 1 })], 'block', 1, [1]],
    ['no shadow rule', [ruleOf(1, 'block', shadow), ruleOf(2, 'delay', shadow)], 'allow', null, []],
  ])('is made by %s', (_, rules, action, id, matched) => {
    const decision = decided({ rules });
    expect({
      action: decision.action,
      id: decision.rule?.id ?? null,
      matched: ids(decision.matched),
    }).toEqual({
      action,
      id,
      matched,
    });
  });

  test('hears the shadow rules after the deciding one too, but not the expired', () => {
    const rules = [
      ruleOf(1, 'log', shadow),
      ruleOf(2, 'block'),
      ruleOf(3, 'allow', shadow),
      ruleOf(4, 'allow', { ...shadow, expiresAtMs: 1 }),
      ruleOf(5, 'allow', { ...shadow, ...unmatched }),
    ];
    expect(ids(decided({ rules }).shadowMatched)).toEqual([1, 3]);
  });

  test.each<[string, Case]>([
    ['a session without a score', { session: { score: 0 } }],
    ['a verified bot that is allowed', { session: { verifiedCategory: 'Search' } }],
    ['a static resource that is skipped', { settings: { protect_static: false }, path: '/a.css' }],
  ])('on %s asks no rule, not even a shadow one', (_, one) => {
    const matches = () => {
      throw new Error('asked');
    };
    expect(() => decided({ ...one, rules: [ruleOf(1, 'block', { matches, isShadow: true })] })).not.toThrow();
  });
});
