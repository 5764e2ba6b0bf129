import type { Cache } from '@botect/cache';
import type { Database } from '@botect/database';
import { policyChannel } from '@botect/policy';
import type { Clock, Logger } from '@botect/runtime';
import type { Ports } from '../ports.ts';
import { announceChangeByCache } from './announce-change.cache.ts';
import { postgresFindCaller } from './find-caller.postgres.ts';
import { prismaCreateFirstAccount } from './first-account.prisma.ts';
import { prismaKeyStore } from './key-store.prisma.ts';
import { prismaProjectStore } from './project-store.prisma.ts';
import { cryptoSecretSource } from './secret-source.crypto.ts';
import { postgresSettingsStore } from './settings-store.postgres.ts';

export interface Connections {
  readonly database: Database;
  readonly cache: Pick<Cache, 'channel'>;
  readonly log: Logger;
  readonly now: Clock;
}

/** Every port on what the process is connected to. */
export function connectPorts({ database, cache, log, now }: Connections): Ports {
  return {
    findCaller: postgresFindCaller(database, log),
    projects: prismaProjectStore(database.prisma),
    settings: postgresSettingsStore(database),
    keys: prismaKeyStore(database.prisma, now),
    createFirstAccount: prismaCreateFirstAccount(database.prisma),
    announce: announceChangeByCache(cache.channel(policyChannel), log),
    secrets: cryptoSecretSource,
  };
}
