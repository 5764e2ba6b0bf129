import { type AccountTraffic, actions, bands, type Traffic } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import { type Counted, trafficCounts, trafficPoints } from '../../core/traffic-points.ts';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit, ProjectVisit } from '../gate/visit.ts';
import { type TrafficRange, trafficRange } from './traffic-range.ts';

type Needed = Pick<Ports, 'stores' | 'traffic' | 'now'>;

const names = { bands, actions };

/** `GET /v1/projects/{project}/traffic`. */
export function showTraffic({ traffic, now }: Needed) {
  return async ({ projectId, request }: ProjectVisit): Promise<Reply> => {
    const range = trafficRange(request, now());
    return ok(trafficOf(range, await count(traffic, [projectId], range)));
  };
}

/** `GET /v1/traffic`: the same over all projects, and each of them in total. */
export function showAccountTraffic({ stores, traffic, now }: Needed) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const range = trafficRange(request, now());
    const projects = await stores.projects.list(account.id);
    const counted = await count(
      traffic,
      projects.map(({ id }) => id),
      range,
    );
    const sessions = Map.groupBy(counted.sessions, ({ projectId }) => projectId);
    const verdicts = Map.groupBy(counted.verdicts, ({ projectId }) => projectId);
    const ofProject = (id: number): Counted => ({
      sessions: sessions.get(id) ?? [],
      verdicts: verdicts.get(id) ?? [],
    });
    const answer: AccountTraffic = {
      ...trafficOf(range, counted),
      projects: projects.map(({ id, name }) => ({ id, name, ...trafficCounts(ofProject(id), names) })),
    };
    return ok(answer);
  };
}

async function count(
  traffic: Ports['traffic'],
  projectIds: readonly number[],
  range: TrafficRange,
): Promise<Counted> {
  const [sessions, verdicts] = await Promise.all([
    traffic.sessions(projectIds, range, range.bucketMs),
    traffic.verdicts(projectIds, range, range.bucketMs),
  ]);
  return { sessions, verdicts };
}

function trafficOf(range: TrafficRange, counted: Counted): Traffic {
  return {
    from: new Date(range.fromMs).toISOString(),
    to: new Date(range.toMs).toISOString(),
    bucket: range.bucket,
    points: trafficPoints(range, counted, names).map(({ atMs, ...counts }) => ({
      at: new Date(atMs).toISOString(),
      ...counts,
    })),
  };
}
