import {
  defaultBotSettings,
  defaultLikelyBotThreshold,
  Problem,
  sessionKey,
  type TestScenario,
  testScenarioOf,
} from '@botect/contracts';
import type { ProjectPolicy } from '@botect/policy';
import type { FindProject, Ports } from '../ports.ts';

/** No project has this id: the database counts from 1. */
const projectId = 0;
const keyBegins = sessionKey(projectId, '');

const project: ProjectPolicy = {
  projectId,
  accountId: 0,
  accountActive: true,
  projectActive: true,
  scoringEnabled: true,
  monthlyEventQuota: null,
  sessionSeed: Buffer.from('test keys'),
  settings: defaultBotSettings,
  likelyBotThreshold: defaultLikelyBotThreshold,
  rules: [],
  ruleFields: new Set(),
};

/**
 * Lets the published test keys in, to a project that does not exist. What they bring is checked and answered like anybody's;
 * it is neither published nor remembered. Their sessions are all known, and all new.
 */
export function letTestKeysIn(ports: Ports): Ports {
  return {
    ...ports,
    findBySiteKey: (key) => (testScenarioOf('siteKey', key) === null ? ports.findBySiteKey(key) : project),
    findByPrivateKey: privately(ports.findByPrivateKey),
    publish: async (record) => {
      if (!record.key.startsWith(keyBegins)) await ports.publish(record);
    },
    countNewEvents: async (of, token, ids) =>
      of === projectId ? new Set(ids).size : ports.countNewEvents(of, token, ids),
    isKnownSession: async (of, token) => of === projectId || ports.isKnownSession(of, token),
  };
}

/** A site whose platform is down is told so wherever its backend asks. */
function privately(find: FindProject): FindProject {
  const answers: Partial<Record<TestScenario, () => never>> = {
    down: () => {
      throw new Problem('SERVICE_UNAVAILABLE', 'This is the test key of a platform that is down.');
    },
  };
  return (key) => {
    const scenario = testScenarioOf('privateKey', key);
    if (scenario === null) return find(key);
    return answers[scenario]?.() ?? project;
  };
}
