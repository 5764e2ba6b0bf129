import { accountToken, type EnabledProject, enableProject } from '../laboratory/enabled-project.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { fillCache } from '../laboratory/sessions.ts';
import { batchRequests } from '../load/batch-bodies.ts';
import { batchLoad, nextRun, sessionsInPool } from '../load/batch-load.ts';
import { verdictLoad, verdictRequests } from '../load/verdict-load.ts';
import { besideLoudSite } from './beside-loud-site.ts';
import type { Metric } from './metric.ts';

/** Of each site. */
const verdictSessions = 100_000;

/** One site sends all the batches it can, another its share. */
export const neighbours: Metric = async (laboratory, effort) => {
  const loud = await anotherProject(laboratory);
  const server = await laboratory.service('ingest');
  const { siteKey } = laboratory.project;
  const quietRequests = () => batchRequests(siteKey, nextRun(), sessionsInPool);
  return besideLoudSite({ metric: 'neighbours', server, load: batchLoad(loud), quietRequests, effort });
};

/** One site asks for all the verdicts it can get, another for its share. */
export const verdictNeighbours: Metric = async (laboratory, effort) => {
  const loud = await anotherProject(laboratory);
  const { project, infrastructure } = laboratory;
  for (const { id } of [project, loud]) await fillCache(infrastructure.redisUrl, id, verdictSessions);
  const server = await laboratory.service('verdict');
  const load = verdictLoad(loud, verdictSessions);
  const quietRequests = () => verdictRequests(project, verdictSessions);
  return besideLoudSite({ metric: 'verdict-neighbours', server, load, quietRequests, effort });
};

async function anotherProject({ service }: Laboratory): Promise<EnabledProject> {
  const accounts = await service('accounts', { BOTECT_BOOTSTRAP_TOKEN: accountToken });
  const project = await enableProject(accounts);
  await accounts.stop();
  return project;
}
