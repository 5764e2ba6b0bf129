import { compileExpression, parseExpression, subjectOf } from '@botect/rules';
import { accountToken, enableProject, post } from '../laboratory/enabled-project.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { fillCache, scoredSession } from '../laboratory/sessions.ts';
import { verdictLoad } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import type { Finding } from '../measure/finding.ts';
import { interleaved } from '../measure/rounds.ts';
import type { Metric } from './metric.ts';

const metric = 'rules';
const sessions = 100_000;
const rulesMax = 100;

/** None of them matches a session of the load, and each has to be looked at to its end to know it. */
const expressionOf = (index: number) =>
  `score < 99 AND NOT verified_bot AND (path == "/login/${index}" OR band == "definite" OR detection_ids in [${9_100 + index}])`;

/** What rules cost a verdict: as many as a project may have against none, and the worst one that can be written. */
export const rules: Metric = async (laboratory, { rounds, seconds }) => {
  const ruled = await projectWithRules(laboratory);
  const { project, infrastructure, service } = laboratory;
  for (const { id } of [ruled, project]) await fillCache(infrastructure.redisUrl, id, sessions);
  const server = await service('verdict');
  const measured = await interleaved(
    {
      '100 rules': () => closedLoop(server, verdictLoad(ruled, sessions), seconds),
      'no rules': () => closedLoop(server, verdictLoad(project, sessions), seconds),
    },
    rounds,
  );
  const goal = { atLeast: 0.5 };
  return [
    ...efficiency({ metric, product: '100 rules', reference: 'no rules', goal }, measured),
    ...capacities(metric, measured),
    ...evaluation(rounds),
  ];
};

async function projectWithRules({ service }: Laboratory) {
  const unlimited = {
    CALLS_PER_MINUTE_PER_KEY: '100000',
    CALLS_PER_MINUTE_PER_ADDRESS: '100000',
    CALLS_PER_SECOND_PER_KEY: '100000',
  };
  const accounts = await service('accounts', { BOTECT_BOOTSTRAP_TOKEN: accountToken, ...unlimited });
  const ruled = await enableProject(accounts);
  for (let index = 0; index < rulesMax; index += 1) {
    const rule = { name: `rule ${index}`, expression: expressionOf(index), action: 'block' };
    await post(accounts, `/v1/projects/${ruled.id}/rules`, rule);
  }
  await accounts.stop();
  return ruled;
}

/** As long as an expression may be, every part of it evaluated, the longest list searched again and again. */
function adversarial(): string {
  const networks = Array.from({ length: 100 }, (_, at) => `"10.0.${at}.0/24"`).join(', ');
  const list = `ip in [${networks}]`;
  const parts = [list];
  while (parts.join(' OR ').length < 1_980) parts.push('score == 1');
  return parts.slice(0, -1).join(' OR ');
}

function evaluation(rounds: number): Finding[] {
  const context = { path: '/checkout', ip: '192.0.2.7', country: 'DE', ua: 'Mozilla/5.0', loggedIn: null };
  const matches = compileExpression(parseExpression(adversarial()));
  const turns = 10_000;
  const values = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    for (let turn = 0; turn < turns; turn += 1) {
      matches(subjectOf(scoredSession(round + turn), context, 30));
    }
    return ((performance.now() - started) * 1_000) / turns;
  });
  return [{ metric, what: 'the costliest expression, once', unit: 'µs', values, goal: { atMost: 5_000 } }];
}
