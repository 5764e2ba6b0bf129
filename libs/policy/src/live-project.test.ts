import { expect, test } from '@jest/globals';
import { liveProject } from './live-project.ts';
import { policyOf } from './policy.fixture.ts';

const refused = (policy: Parameters<typeof liveProject>[0]) => {
  try {
    return liveProject(policy);
  } catch (problem) {
    return problem;
  }
};

test('a key of an active project with scoring stands for its project', () => {
  expect(liveProject(policyOf(1))).toEqual(policyOf(1));
});

test.each([
  ['no key', null],
  ['an inactive project', policyOf(1, { projectActive: false })],
  ['a project without scoring', policyOf(1, { scoringEnabled: false })],
  [
    'a project without scoring of a suspended account',
    policyOf(1, { scoringEnabled: false, accountActive: false }),
  ],
])('%s is UNAUTHENTICATED, all in the same words', (_, policy) => {
  expect(refused(policy)).toEqual(refused(null));
  expect(refused(policy)).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a suspended account is NO_ACTIVE_SUBSCRIPTION', () => {
  expect(refused(policyOf(1, { accountActive: false }))).toMatchObject({ code: 'NO_ACTIVE_SUBSCRIPTION' });
});
