import type { Bus } from '@botect/bus';
import type { Cache } from '@botect/cache';
import type { Database } from '@botect/database';
import { httpServer } from '@botect/http';
import {
  type Clock,
  type Closable,
  silentLog as log,
  systemClock,
  noTelemetry as telemetry,
} from '@botect/runtime';
import {
  type AccountDifferences,
  type BuiltAccount,
  buildAccount,
} from '../adapters/account-builder.fixture.ts';
import { accounts } from '../wiring.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The text parsed; empty when it is no JSON. */
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Call {
  /** Null sends no Authorization header. */
  readonly token?: string | null;
  /** Text as it is, anything else as JSON; sent as application/json unless the headers say otherwise. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An account of its own, calling with its token; `{project}` in a path is its project. */
export interface Story extends BuiltAccount {
  call(method: string, path: string, call?: Call): Promise<Answer>;
  enable(): Promise<Answer>;
  rotate(type: 'site' | 'private'): Promise<Answer>;
}

export interface AccountsServer extends Closable {
  story(differences?: AccountDifferences): Promise<Story>;
  readonly bootstrap: ReturnType<typeof accounts>['bootstrap'];
}

const unlimited = { perAddress: 1_000_000, perKey: 1_000_000, burst: 1_000_000 };

/** What a test may want otherwise than usual. */
export interface Otherwise {
  readonly rates?: typeof unlimited;
  /** Keeps nothing unless told. */
  readonly bus?: Pick<Bus, 'publish'>;
  readonly now?: Clock;
}

/** The service behind a real HTTP server on a free port. */
export async function serveAccounts(
  database: Database,
  cache: Pick<Cache, 'channel' | 'rateLimit'>,
  { rates = unlimited, bus = { publish: async () => {} }, now = systemClock }: Otherwise = {},
): Promise<AccountsServer> {
  const { routes, bootstrap } = accounts({
    database,
    bus,
    cache,
    log,
    now,
    rates,
    passwordCost: 4,
    auditDays: 730,
  });
  const listener = await httpServer({ routes, log, telemetry }).listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${listener.port}`;
  return {
    bootstrap,
    close: () => listener.close(),
    async story(differences) {
      const account = await buildAccount(database, differences);
      const call = (method: string, path: string, { token = account.token, ...rest }: Call = {}) =>
        send(`${origin}${path.replace('{project}', `${account.projectId}`)}`, method, { token, ...rest });
      const enable = () => call('POST', '/v1/projects/{project}/scoring');
      const rotate = (type: string) =>
        call('POST', '/v1/projects/{project}/scoring/rotate', { body: { type } });
      return { ...account, call, enable, rotate };
    },
  };
}

async function send(url: string, method: string, { token, body, headers }: Call): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : {},
    headers: Object.fromEntries(response.headers),
  };
}
