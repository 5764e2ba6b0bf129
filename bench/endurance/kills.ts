import { type KillFigures, killUnderLoad } from '../../e2e/harness/kills.ts';
import type { Finding } from '../measure/finding.ts';
import { openGround, type Trial } from './trial.ts';

/** Every so many kills of a service it is said how far it is. */
const killsPerLine = 5;

/** kill -9 of a replica of each service, again and again under load, with a ledger of all that was acknowledged. */
export const kills: Trial = async (options, say) => {
  const ground = await openGround({ print: say });
  try {
    const figures = await killUnderLoad({
      ...ground,
      ...options,
      workers: options.visitors,
      timeoutMs: options.minutes * 60_000,
      onKill: (service, count) => {
        if (count % killsPerLine === 0) say(`  ${service} killed ${count} times`);
      },
    });
    for (const failure of figures.failures) say(`  ${failure}`);
    return findingsOf(figures);
  } finally {
    await ground.close();
  }
};

const metric = 'kills';
const none = { goal: { atMost: 0 } };

function findingsOf(figures: KillFigures): Finding[] {
  const one = (what: string, value: number, goal = {}): Finding => ({
    metric,
    what,
    unit: '',
    values: [value],
    ...goal,
  });
  return [
    ...Object.entries(figures.kills).map(([service, count]) => one(`kill -9 of ${service}`, count)),
    one('events acknowledged', figures.acknowledged),
    one('events counted', figures.counted),
    one('acknowledged events lost', figures.lost, none),
    one('events counted twice', figures.twice, none),
    one('writes of the owner acknowledged', figures.written),
    one('… lost', figures.writesLost, none),
    one('… there without their audit, or twice', figures.writesUnaudited, none),
    one('answers that were wrong', figures.failures.length, none),
    ...Object.entries(figures.repeats).map(([status, count]) =>
      one(`batches sent again after ${status === '0' ? 'a broken connection' : status}`, count),
    ),
  ];
}
