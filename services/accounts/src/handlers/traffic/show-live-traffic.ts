import { bands, type LiveTraffic, liveQuerySchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import { bandCounts } from '../../core/traffic-points.ts';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { ProjectVisit } from '../gate/visit.ts';

const topAddresses = 10;

/** `GET /v1/projects/{project}/traffic/live`. */
export function showLiveTraffic({ traffic, now }: Pick<Ports, 'traffic' | 'now'>) {
  return async ({ projectId, request }: ProjectVisit): Promise<Reply> => {
    const query = readQuery(request, liveQuerySchema);
    return ok(await liveTraffic({ traffic, now }, projectId, query));
  };
}

/** The sessions of the last minutes, whichever surface shows them. */
export async function liveTraffic(
  { traffic, now }: Pick<Ports, 'traffic' | 'now'>,
  projectId: number,
  { window_minutes, bucket_seconds }: Pick<LiveTraffic, 'window_minutes' | 'bucket_seconds'>,
): Promise<LiveTraffic> {
  const toMs = now();
  const window = { fromMs: toMs - window_minutes * 60_000, toMs };
  const [sessions, addresses] = await Promise.all([
    traffic.sessions([projectId], window, bucket_seconds * 1_000),
    traffic.addresses(projectId, window, topAddresses),
  ]);
  const points = [...Map.groupBy(sessions, ({ atMs }) => atMs)].sort(([left], [right]) => left - right);
  return {
    points: points.map(([atMs, counts]) => ({
      at: new Date(atMs).toISOString(),
      sessions: bandCounts(counts, bands),
    })),
    window_minutes,
    bucket_seconds,
    unique_ips: addresses.distinct,
    top_ips: [...addresses.top],
  };
}
