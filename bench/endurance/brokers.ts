import { type BrokerFigures, killBrokers } from '../../e2e/harness/brokers.ts';
import { startLocalInfrastructure } from '../../infra/local/start.ts';
import type { Finding } from '../measure/finding.ts';
import { openGround, type Trial } from './trial.ts';

const metric = 'brokers';
const none = { goal: { atMost: 0 } };

/** Three brokers, each killed in turn under load, `--kills` times; the others carry on. */
export const brokers: Trial = async (options, say) => {
  const servers = await startLocalInfrastructure({ ephemeral: true, brokers: 3, print: say });
  try {
    const ground = await openGround({ servers, print: say });
    const load = { ...ground, workers: options.visitors, pauseMs: options.pauseMs };
    const killing = killBrokers({ ...load, brokers: servers.kafka, rounds: options.kills });
    return findingsOf(await killing.finally(ground.close));
  } finally {
    await servers.stop();
  }
};

function findingsOf(figures: BrokerFigures): Finding[] {
  const one = (what: string, value: number, goal = {}): Finding => {
    return { metric, what, unit: '', values: [value], ...goal };
  };
  const within = { unit: 'ms', goal: { atMost: 10_000 } } as const;
  return [
    { metric, what: 'acknowledged again after', values: figures.acknowledgedAfterMs, ...within },
    { metric, what: 'counted again after', values: figures.countedAfterMs, ...within },
    one('events acknowledged', figures.acknowledged),
    one('acknowledged events lost', figures.lost, none),
    one('events counted twice', figures.twice, none),
    one('answers that were wrong', figures.failures.length, none),
    ...Object.entries(figures.repeats).map(([status, count]) =>
      one(`batches sent again after ${status === '0' ? 'a broken connection' : status}`, count),
    ),
  ];
}
