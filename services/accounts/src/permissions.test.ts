import { connectCache } from '@botect/cache';
import { allOperations, type Operation, type Permission, permissions } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type AccountsServer,
  type Answer,
  type Story,
  serveAccounts,
} from './handlers/accounts-server.fixture.ts';

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }));
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const past = new Date(Date.UTC(2020, 0));
const managed = allOperations.filter(({ credential }) => credential === 'account');
const guarded = managed.filter((operation) => operation.permission !== undefined);
const title = ({ method, path }: Operation) => `${method} ${path}`;

/** Asks for the operation with nothing in its body, about things that do not exist. */
function ask({ call }: Story, { method, path }: Operation, token?: string | null): Promise<Answer> {
  const concrete = path.replaceAll(/\{(?!project\})\w+\}/g, '999999');
  return call(method, concrete, {
    ...(token !== undefined && { token }),
    ...(method !== 'GET' && { body: {} }),
  });
}

/** Refused for want of the permission; anything else, a fault in the empty body too, is beyond that gate. */
const lacks = ({ status, text }: Answer, permission: Permission) =>
  status === 403 && text.includes(`lacks the permission ${permission}`);

describe('each operation of the control plane asks for exactly one permission', () => {
  test.each(permissions)('%s opens the operations that name it, and no other', async (held) => {
    const story = await server.story({ permissions: [held] });
    const outcomes: Record<string, boolean> = {};
    for (const operation of guarded) {
      const answer = await ask(story, operation);
      outcomes[title(operation)] = !lacks(answer, operation.permission as Permission);
    }
    const expected = guarded.map((operation) => [title(operation), operation.permission === held]);
    expect(outcomes).toEqual(Object.fromEntries(expected));
  });

  test('every one of the 23 is asked for somewhere', () => {
    const asked = allOperations.flatMap(({ permission }) => permission ?? []);
    expect(new Set(asked)).toEqual(new Set(permissions));
  });
});

describe('a credential that is not alive opens nothing', () => {
  test.each(managed.map((operation) => [title(operation), operation] as const))(
    '%s',
    async (_, operation) => {
      const right = await server.story();
      const revoked = await server.story({ tokenRevokedAt: past });
      const expired = await server.story({ tokenExpiresAt: past });
      const answers = [
        await ask(right, operation, null),
        await ask(right, operation, `${right.token}x`),
        await ask(right, operation, 'pk_not-for-this'),
        await ask(revoked, operation),
        await ask(expired, operation),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      expect((await ask(right, operation)).status).not.toBe(401);
    },
  );
});

describe('a project of somebody else is answered like none', () => {
  const ofProject = guarded.filter(({ path }) => path.includes('{project}'));
  test.each(ofProject.map((operation) => [title(operation), operation] as const))(
    '%s',
    async (_, operation) => {
      const [ours, theirs] = [await server.story(), await server.story()];
      const about = (project: number) => {
        const path = operation.path.replace('{project}', `${project}`);
        return ask(ours, { ...operation, path });
      };
      const [foreign, missing] = [await about(theirs.projectId), await about(999_999)];
      const told = ({ status, text }: Answer) => [status, withoutRequest(text)];
      expect([403, 404]).toContain(foreign.status);
      expect(told(foreign)).toEqual(told(missing));
    },
  );
});

/** The envelope repeats the request's own id and path. */
const withoutRequest = (text: string) => text.replaceAll(/"(request_id|path)":"[^"]*"/g, '');
