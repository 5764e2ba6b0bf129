import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import type { Closable } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import type { AccountDifferences } from '../../adapters/account-builder.fixture.ts';
import {
  type Answer,
  type Call,
  type Otherwise,
  type Story,
  serveAccounts,
} from '../accounts-server.fixture.ts';

/** An account whose one project is a site, calling the portal. */
export interface PortalStory extends Story {
  readonly siteKey: string;
  readonly secret: string;
  /** POST, or what is said; `body` as given. */
  ask(path: string, body?: unknown, call?: Call & { readonly method?: string }): Promise<Answer>;
  /** The audited actions of the account since it has its site, oldest first. */
  audited(): Promise<string[]>;
}

export interface PortalServer extends Closable {
  readonly database: Database;
  story(differences?: AccountDifferences): Promise<PortalStory>;
}

export async function servePortal(otherwise: Otherwise = {}): Promise<PortalServer> {
  const database = await embeddedDatabase();
  const server = await serveAccounts(database, await connectCache({ embedded: true }), otherwise);
  return {
    database,
    close: async () => {
      await server.close();
      await database.close();
    },
    async story(differences) {
      const owner = await server.story(differences);
      const { body } = await owner.enable();
      return {
        ...owner,
        siteKey: String(body['site_key']),
        secret: String(body['private_key']),
        ask: (path, asked = {}, { method = 'POST', ...call } = {}) =>
          owner.call(method, path, { ...call, ...(method !== 'GET' && { body: asked }) }),
        async audited() {
          const where = { accountId: owner.accountId };
          const entries = await database.prisma.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
          return entries.map(({ action }) => action).slice(1);
        },
      };
    },
  };
}
