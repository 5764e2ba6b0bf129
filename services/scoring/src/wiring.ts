import type { Subscription } from '@botect/bus';
import type { Cache } from '@botect/cache';
import { signalsTopic } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { LiveNetworks } from '@botect/networks';
import type { Outbound } from '@botect/outbound';
import type { Clock, Logger, scoringOptions, Telemetry } from '@botect/runtime';
import { postgresIdleSessions } from './adapters/idle-sessions.postgres.ts';
import { publishedLists } from './adapters/published-lists.outbound.ts';
import { readByBowser } from './adapters/read-agent.bowser.ts';
import { scoringStores } from './adapters/scoring-stores.ts';
import { verifyByWebBotAuth } from './adapters/verify-agent.web-bot-auth.ts';
import { idleSessions } from './handlers/idle-sessions.ts';
import { lookUpNetwork } from './handlers/look-up-network.ts';
import { refreshNetworkLists } from './handlers/refresh-network-lists.ts';
import { scoreSignals } from './handlers/score-signals.ts';
import { scoringMeter } from './handlers/scoring-meter.ts';

export interface ScoringConnections extends ReturnType<typeof scoringOptions> {
  readonly database: Sql;
  readonly cache: Pick<Cache, 'versionedValues' | 'seenMembers' | 'firstHolders'>;
  readonly networks: LiveNetworks;
  readonly telemetry: Telemetry;
  readonly now: Clock;
  readonly log: Logger;
  /** The way to other people's servers, if not the usual one. */
  readonly outbound?: Outbound;
}

/** Scoring: what it consumes, and what it does again and again. */
export function scoring(to: ScoringConnections) {
  const known = { lookup: lookUpNetwork(to.networks), readAgent: readByBowser(to.networks.crawlerClaim) };
  const asked = { verifyAgent: verifyByWebBotAuth(to), meter: scoringMeter(to.telemetry, to.now) };
  const handle = scoreSignals({ ...scoringStores(to), ...known, ...asked, now: to.now });
  const subscriptions: Subscription[] = [{ topic: signalsTopic.name, group: 'scoring', handle }];
  const idle = idleSessions({ ...to, ...postgresIdleSessions(to.database) });
  const refreshing =
    to.networkRefresh === 'daily' ? [refreshNetworkLists({ ...to, ...publishedLists(to) })] : [];
  return { subscriptions, jobs: [...idle, ...refreshing] };
}
