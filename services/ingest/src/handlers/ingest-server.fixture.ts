import { connectBus, type OutgoingRecord } from '@botect/bus';
import { compactKey, connectCache } from '@botect/cache';
import { dataPlaneOperations, Problem, scoredSessionsKeyspace, sessionKey, topics } from '@botect/contracts';
import { httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { type Closable, silentLog as log, recordingTelemetry } from '@botect/runtime';
import { noTally as tally } from '@botect/tally';
import { embeddedDatabase, fakeClock, type SeededProject, seedProject } from '@botect/testkit';
import { ingest } from '../wiring.ts';

/** When the examples of the interface happened. */
const exampleMs = Date.parse(dataPlaneOperations.acceptPageHit.example.body.occurred_at);

interface Call {
  readonly from?: Pick<SeededProject, 'siteKey' | 'privateKey'>;
  readonly headers?: Record<string, string>;
  /** Text as it is, anything else as JSON; absent: no body and no media type. */
  readonly body?: unknown;
}

/** Ingest over HTTP on the embedded twins, with a project, and faults to switch on. */
export async function ingestServer({ testKeys = null }: { testKeys?: object | null } = {}) {
  const open: Closable[] = [];
  const use = async <Part extends Closable>(opening: Promise<Part>) => {
    const part = await opening;
    open.push(part);
    return part;
  };
  const now = fakeClock(exampleMs + 60_000);
  const telemetry = recordingTelemetry();
  const faults = { broker: false, cache: false, database: false };
  const published: OutgoingRecord[] = [];
  const away = () => Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'It is away.'));
  const database = await use(embeddedDatabase());
  const cache = await use(connectCache({ embedded: true, now }));
  const bus = await use(connectBus({ sql: database, log }, topics));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const publish: typeof bus.publish = async (record) => {
    if (faults.broker) return away();
    await bus.publish(record);
    published.push(record);
  };
  const scores = cache.versionedValues(scoredSessionsKeyspace);
  const faulty = {
    bus: { publish },
    database: {
      query: (...asked: Parameters<typeof database.query>) =>
        faults.database ? away() : database.query(...asked),
    },
    cache: {
      seenMembers: cache.seenMembers,
      versionedValues: () => ({ ...scores, get: (key: Buffer) => (faults.cache ? away() : scores.get(key)) }),
    },
  } as Pick<Parameters<typeof ingest>[0], 'bus' | 'database' | 'cache'>;
  const { routes } = ingest({ ...faulty, policy, tally, telemetry, log, now, testKeys });
  const server = httpServer({ routes, log, telemetry });
  const { port } = await use(server.listen({ port: 0, host: '127.0.0.1' }));
  const project = await seedProject(database);

  return {
    database,
    project,
    now,
    faults,
    telemetry,
    /** What the log acknowledged, in order. */
    published,
    /** A session scoring has made visible: of no bytes when it was erased since. */
    visible: (token: string, bytes = [1, 50, 0, 0]) =>
      scores.putNewest([
        { key: compactKey(sessionKey(project.projectId, token)), revision: 1, value: Buffer.from(bytes) },
      ]),
    /** A session the database alone has. */
    stored: (token: string, { projectId } = project) =>
      database.query(
        'insert into scoring.sessions (project_id, token, account_id, revision, score) values ($1, $2, 1, 1, 0)',
        [projectId, token],
      ),
    async post(path: string, { from = project, headers = {}, body }: Call = {}) {
      const typed = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${from.privateKey}`, ...typed, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      // biome-ignore lint/suspicious/noExplicitAny: an answer may have any shape; the assertions say which.
      return { status: response.status, headers: response.headers, body: JSON.parse(text) as any };
    },
    async close() {
      for (const part of open.toReversed()) await part.close();
    },
  };
}

export type IngestServer = Awaited<ReturnType<typeof ingestServer>>;
