import { detectionOf, type ScoredSession } from '@botect/contracts';
import type { Decision } from '@botect/rules';
import { describe, expect, test } from '@jest/globals';
import { belowThreshold, matchedRule, resolveVerdict } from './resolve-verdict.ts';

const behavioral = {
  mouseEntropy: null,
  scrollVelocity: null,
  visibilityChanges: null,
  firstInputDelayMs: null,
  timeToFirstInputMs: null,
};
const person: ScoredSession = {
  score: 87,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: null,
  loggedIn: null,
  behavioral,
};
const detected: ScoredSession = { ...person, score: 12, detectionIds: [2001] };
const rule = {
  id: 7,
  name: 'Closed',
  action: 'block',
  matches: () => true,
  isShadow: false,
  expiresAtMs: null,
} as const;
const allowed: Decision = {
  band: 'likely_human',
  action: 'allow',
  step: 'default',
  rule: null,
  matched: [],
  shadowMatched: [],
};
const ruled: Decision = { ...allowed, action: 'block', step: 'rule', rule, matched: [rule] };
const sentenceOf = (id: number) => detectionOf(id)?.sentence;
const webdriver = sentenceOf(2001);

describe('an answer tells why', () => {
  test.each<[string, ScoredSession, Decision, readonly number[], string]>([
    [
      'a clean person is told nothing against',
      person,
      allowed,
      [],
      'No bot signals; natural interaction profile.',
    ],
    [
      'a detection speaks for itself',
      detected,
      { ...allowed, band: 'likely_automated' },
      [2001],
      `${webdriver}`,
    ],
    [
      'what decided comes before what the page’s probe saw, and each is told once',
      { ...person, score: 12, detectionIds: [2001, 2007, 2008, 2009, 3010, 3011] },
      { ...allowed, band: 'likely_automated' },
      [2001, 2007, 2008, 2009, 3010, 3011],
      `${sentenceOf(3010)} ${sentenceOf(3011)} ${webdriver}`,
    ],
    [
      'a low score without a detection',
      { ...person, score: 12 },
      { ...allowed, band: 'likely_automated' },
      [belowThreshold],
      `${sentenceOf(belowThreshold)}`,
    ],
    ['a rule that stops a clean person', person, ruled, [matchedRule], 'Matched rule "Closed".'],
    [
      'a rule that lets a clean person pass',
      person,
      { ...ruled, action: 'allow' },
      [],
      'Matched rule "Closed".',
    ],
    ['a rule, and what was detected', detected, ruled, [2001], `Matched rule "Closed". ${webdriver}`],
    [
      'a verified bot',
      { ...person, verifiedCategory: 'Search' },
      { ...allowed, band: 'verified' },
      [],
      'Verified bot (Search).',
    ],
  ])('%s', (_, session, decision, detection_ids, reason) => {
    expect(resolveVerdict(session, decision, sentenceOf)).toMatchObject({ detection_ids, reason });
  });
});
