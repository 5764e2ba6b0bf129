import type { Bus } from '@botect/bus';
import type { Cache } from '@botect/cache';
import type { Database } from '@botect/database';
import { policyChannel } from '@botect/policy';
import type { Clock, Logger } from '@botect/runtime';
import type { Ports, RateLimit } from '../ports/index.ts';
import { announceChangeByCache } from './announce-change.cache.ts';
import { postgresApplicableRules } from './applicable-rules.postgres.ts';
import { postgresFindCaller } from './find-caller.postgres.ts';
import { postgresFindLogin } from './find-login.postgres.ts';
import { postgresFindSecret, postgresFindSessionProjects } from './find-secret.postgres.ts';
import { prismaCreateFirstAccount } from './first-account.prisma.ts';
import { noteUnverifiedInLog } from './note-unverified.log.ts';
import { bcryptPasswords } from './passwords.bcrypt.ts';
import { cacheRateLimit } from './rate-limit.cache.ts';
import { postgresReadSessions } from './read-sessions.postgres.ts';
import { postgresReadUsage } from './read-usage.postgres.ts';
import { prismaRecordTally } from './record-tally.prisma.ts';
import { referenceAssetFromPackage } from './reference-asset.files.ts';
import { requestErasuresByBus } from './request-erasures.bus.ts';
import { cryptoSecretSource } from './secret-source.crypto.ts';
import { postgresSessionReader } from './session-reader.postgres.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';
import { postgresTrafficReader } from './traffic-reader.postgres.ts';
import { cacheTryLimit } from './try-limit.cache.ts';

/** Calls a minute: what most public management APIs grant. */
export interface CallRates {
  readonly perAddress: number;
  readonly perKey: number;
  /** In one second, of one key. */
  readonly burst: number;
}

export interface Connections {
  readonly database: Database;
  readonly bus: Pick<Bus, 'publish'>;
  readonly cache: Pick<Cache, 'channel' | 'rateLimit'>;
  readonly log: Logger;
  readonly now: Clock;
  readonly rates: CallRates;
  /** Of bcrypt; 12 unless told. */
  readonly passwordCost?: number | undefined;
}

/** Every port on what the process is connected to. */
export function connectPorts({ database, bus, cache, log, now, rates, passwordCost }: Connections): Ports {
  const limit = (prefix: string, points: number, windowMs = 60_000): RateLimit =>
    cacheRateLimit(cache.rateLimit({ prefix, points, windowMs }), now);
  const tries = (prefix: string, points: number) =>
    cacheTryLimit(cache.rateLimit({ prefix, points, windowMs: 15 * 60_000 }), now);
  return {
    stores: prismaStores(database.prisma, now),
    transact: prismaTransact(database.prisma, now),
    findCaller: postgresFindCaller(database, log),
    findLogin: postgresFindLogin(database, log),
    createFirstAccount: prismaCreateFirstAccount(database.prisma),
    announce: announceChangeByCache(cache.channel(policyChannel), log),
    readSessions: postgresReadSessions(database),
    findSecret: postgresFindSecret(database),
    findSessionProjects: postgresFindSessionProjects(database),
    noteUnverified: noteUnverifiedInLog(log, now),
    secrets: cryptoSecretSource,
    passwords: bcryptPasswords(passwordCost),
    referenceAsset: referenceAssetFromPackage(),
    sessions: postgresSessionReader(database),
    applicableRules: postgresApplicableRules(database),
    traffic: postgresTrafficReader(database),
    readUsage: postgresReadUsage(database),
    requestErasures: requestErasuresByBus(bus),
    recordTally: prismaRecordTally(database.prisma),
    now,
    limits: {
      address: limit('ra', rates.perAddress),
      key: limit('rk', rates.perKey),
      burst: limit('rb', rates.burst, 1_000),
    },
    tries: { person: tries('tp', 5), address: tries('ta', 20) },
  };
}
