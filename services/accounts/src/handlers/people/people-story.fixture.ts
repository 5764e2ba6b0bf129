import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import type { Closable } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { expect } from '@jest/globals';
import {
  type AccountsServer,
  type Answer,
  type Call,
  type Story,
  serveAccounts,
} from '../accounts-server.fixture.ts';

export interface PeopleServer extends Closable {
  readonly database: Database;
  readonly server: AccountsServer;
}

/** The service on an empty database, with counts of failed logins of its own. */
export async function servePeople(database?: Database): Promise<PeopleServer> {
  const connected = database ?? (await embeddedDatabase());
  const server = await serveAccounts(connected, await connectCache({ embedded: true }));
  const close = () => server.close().then(() => (database === undefined ? connected.close() : undefined));
  return { database: connected, server, close };
}

export const refused = (code: string) => ({ error: expect.any(String), message: expect.any(String), code });

export const password = 'four unrelated words';

/** Somebody at a browser. */
export interface Browser {
  readonly id: number;
  readonly email: string;
  readonly cookie: string;
  ask(method: string, path: string, call?: Call): Promise<Answer>;
}

let people = 0;
export const newAddress = () => `person-${++people}@example.org`;

/** The cookie an answer sets, as a browser would send it back. */
export const cookieOf = ({ headers }: Answer) => headers['set-cookie']?.split(';')[0] ?? '';

export const withCookie = (cookie: string, call: Call = {}): Call => ({
  ...call,
  token: null,
  headers: { cookie, ...call.headers },
});

/** Somebody invited by the owner's token who has not accepted yet. */
export async function invite({ call }: Story, role = 'admin', email = newAddress()) {
  const { status, body } = await call('POST', '/v1/users', { body: { email, name: 'Grace', role } });
  return { status, email, id: Number(body['id']), code: String(body['invitation_code']) };
}

/** Somebody who accepted. */
export async function join(story: Story, role = 'admin'): Promise<Browser> {
  const { id, email, code } = await invite(story, role);
  const answer = await story.call('POST', '/v1/invitations/accept', {
    token: null,
    body: { code, password },
  });
  return browser(story, { id, email, cookie: cookieOf(answer) });
}

export function browser(story: Story, who: Pick<Browser, 'id' | 'email' | 'cookie'>): Browser {
  return { ...who, ask: (method, path, call) => story.call(method, path, withCookie(who.cookie, call)) };
}
