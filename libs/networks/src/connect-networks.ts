import type { Sql } from '@botect/database';
import { type Clock, type Closable, instruments, type Logger, repeat, type Telemetry } from '@botect/runtime';
import { confirmedByReverseDns } from './confirmed-crawler.ts';
import { type LiveNetworks, liveNetworks } from './live-networks.ts';
import type { NetworkKind } from './network-list.ts';
import { resolverReverseDns } from './reverse-dns.resolver.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { postgresStoredLists } from './stored-lists.postgres.ts';

export interface NetworksConnections {
  readonly database: Sql;
  readonly telemetry: Telemetry;
  readonly now: Clock;
  readonly log: Logger;
  /** Whether the name system may be asked about crawlers that no list tells. */
  readonly reverseDns: boolean;
  /** Only lists of these kinds, for a process that must not pause to take in the large ones; all when absent. */
  readonly kinds?: readonly NetworkKind[];
}

/** How soon a list fetched by one process is used by the others. */
const pollMs = 300_000;

/**
 * The lists every process judges addresses by: shipped ones at once, fetched ones as soon as the database tells. Never waits for
 * the database and never fails: a list a little old is better than none.
 */
export function connectNetworks(to: NetworksConnections): LiveNetworks & Closable {
  const { database, telemetry, now, log, reverseDns } = to;
  const confirmed = reverseDns ? confirmedByReverseDns(resolverReverseDns(), now) : undefined;
  const networks = liveNetworks(limited(readSnapshot(), to.kinds), postgresStoredLists(database), confirmed);
  telemetry.gauge(...instruments.networkListsAge, () => networks.ageMs(now()) / 1_000);
  networks
    .update()
    .catch((err) => log.debug({ err }, 'the newest lists of networks come with the next poll'));
  const polling = repeat({ name: 'newest network lists', everyMs: pollMs, work: networks.update, log });
  return { ...networks, close: () => polling.close() };
}

function limited(snapshot: Snapshot, kinds: readonly NetworkKind[] | undefined): Snapshot {
  if (kinds === undefined) return snapshot;
  const isWanted = ({ kind }: { readonly kind: NetworkKind }) => kinds.includes(kind);
  return {
    ...snapshot,
    recipes: snapshot.recipes.filter(isWanted),
    lists: snapshot.lists.filter(isWanted),
  };
}
