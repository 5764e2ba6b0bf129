import { setTimeout as sleep } from 'node:timers/promises';
import { failOpenVerdict, Problem, type TestScenario, testScenarioOf, type Verdict } from '@botect/contracts';
import { ok, privateKeyOf, type Reply, type Request, type Route } from '@botect/http';

export interface TestKeySettings {
  /** How long the slow key's answer takes. */
  readonly slowMs: number;
  /** How to wait; tests bring their own. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

const person: Verdict = {
  verdict: 'likely_human',
  score: 99,
  action: 'allow',
  detection_ids: [],
  reason: 'Test key: always a person.',
};

/** Fixed for ever: integrations compare with them. Scores, bands and actions as projects that enforce get them. */
const verdicts: Readonly<Record<Exclude<TestScenario, 'down'>, Verdict>> = {
  human: person,
  definite: {
    verdict: 'definite',
    score: 1,
    action: 'block',
    detection_ids: [1001],
    reason: 'Test key: always a definite bot.',
  },
  likely: {
    verdict: 'likely_automated',
    score: 15,
    action: 'challenge',
    detection_ids: [3002],
    reason: 'Test key: always a likely bot.',
  },
  not_computed: failOpenVerdict,
  slow: { ...person, reason: 'Test key: always late.' },
};

/** The slow key is published: whoever asks with it may hold up this many answers and no more. Those beyond come at once. */
const heldMax = 50;

/**
 * Answers the published test keys, whatever the session, and leaves all others to `handle`. Nothing is looked up or counted.
 * Without settings the test keys are keys like any that were never given out.
 */
export function answerTestKeys(settings: TestKeySettings | null, handle: Route['handle']): Route['handle'] {
  if (settings === null) return handle;
  const { slowMs, pause = sleep } = settings;
  let held = 0;
  const hold = async () => {
    if (held >= heldMax) return;
    held += 1;
    await pause(slowMs);
    held -= 1;
  };
  const answer = async (scenario: TestScenario): Promise<Reply> => {
    // What a client meets when nobody is there: a server it cannot reach ends in the same branch of its code.
    if (scenario === 'down') throw new Problem('SERVICE_UNAVAILABLE', 'Test key: always down.');
    if (scenario === 'slow') await hold();
    return ok(verdicts[scenario]);
  };
  return (request: Request) => {
    const scenario = testScenarioOf('privateKey', privateKeyOf(request));
    return scenario === null ? handle(request) : answer(scenario);
  };
}
