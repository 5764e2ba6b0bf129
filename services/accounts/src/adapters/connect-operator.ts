import { randomUUID } from 'node:crypto';
import { policyChannel } from '@botect/policy';
import { announceChangeByCache } from './announce-change.cache.ts';
import type { Connections } from './connect-ports.ts';
import { cryptoSecretSource } from './secret-source.crypto.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';

/** A command needs less than a server. */
export type OperatorConnections = Pick<Connections, 'database' | 'log' | 'now'> & {
  readonly cache: Pick<Connections['cache'], 'channel'>;
};

export const connectOperator = ({ database, cache, log, now }: OperatorConnections) => ({
  stores: prismaStores(database.prisma, now),
  transact: prismaTransact(database.prisma, now),
  announce: announceChangeByCache(cache.channel(policyChannel), log),
  secrets: cryptoSecretSource,
  newId: () => randomUUID(),
});
