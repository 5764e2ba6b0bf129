import { costGrowth } from './cost-growth.ts';
import { costs } from './costs.ts';
import { freshness } from './freshness.ts';
import { hotSession } from './hot-session.ts';
import { ids } from './ids.ts';
import { ingest } from './ingest.ts';
import { memory } from './memory.ts';
import type { Metric } from './metric.ts';
import { neighbours, verdictNeighbours } from './neighbours.ts';
import { overload } from './overload.ts';
import { rules } from './rules.ts';
import { scoring } from './scoring.ts';
import { sdk } from './sdk.ts';
import { sizing } from './sizing.ts';
import { stalledRedis } from './stalled-redis.ts';
import { telemetry } from './telemetry.ts';
import { verdict } from './verdict.ts';

/** All metrics by name, in the order they are run. */
export const metrics = new Map<string, Metric>(
  Object.entries({
    ingest,
    verdict,
    'stalled-redis': stalledRedis,
    scoring,
    freshness,
    memory,
    'cost-growth': costGrowth,
    rules,
    telemetry,
    overload,
    neighbours,
    'verdict-neighbours': verdictNeighbours,
    'hot-session': hotSession,
    sdk,
    sizing,
    costs,
    ids,
  }),
);
