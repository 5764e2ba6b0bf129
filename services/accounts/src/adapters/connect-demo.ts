import { randomUUID } from 'node:crypto';
import type { Database } from '@botect/database';
import type { Clock } from '@botect/runtime';
import { prismaDemoSite } from './demo-site.prisma.ts';
import { cryptoSecretSource } from './secret-source.crypto.ts';
import { postgresSessionReader } from './session-reader.postgres.ts';
import { prismaStores } from './stores.prisma.ts';

export interface DemoConnections {
  readonly database: Database;
  readonly now: Clock;
}

export const connectDemo = ({ database, now }: DemoConnections) => ({
  openDemoSite: prismaDemoSite(database.prisma, now),
  stores: prismaStores(database.prisma, now),
  sessions: postgresSessionReader(database),
  secrets: cryptoSecretSource,
  newId: () => randomUUID(),
  now,
});
