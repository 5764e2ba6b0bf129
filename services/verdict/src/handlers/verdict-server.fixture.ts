import { compactKey, connectCache, type VersionedValues } from '@botect/cache';
import {
  encodeScoredSession,
  Problem,
  type ScoredSession,
  scoredSessionsKeyspace,
  sessionKey,
  type Verdict,
} from '@botect/contracts';
import type { Database } from '@botect/database';
import { httpServer } from '@botect/http';
import { networksOf, readSnapshot } from '@botect/networks';
import { announcePolicyChange, connectPolicy, policyChannel } from '@botect/policy';
import { parseExpression } from '@botect/rules';
import { type Closable, silentLog as log, recordingTelemetry, systemClock } from '@botect/runtime';
import {
  embeddedDatabase,
  fakeClock,
  type SeededProject,
  type SeedRule,
  seedProject,
  seedRule,
} from '@botect/testkit';
import { verdict } from '../wiring.ts';

export const person: ScoredSession = {
  score: 87,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: true,
  loggedIn: null,
  behavioral: {
    mouseEntropy: 0.74,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  },
};
export const definite: ScoredSession = { ...person, score: 1, detectionIds: [1002] };
export const likely: ScoredSession = { ...person, score: 20, detectionIds: [3002] };
export const verified: ScoredSession = { ...person, score: 0, verifiedCategory: 'Search' };

export type Rule = Omit<SeedRule, 'expression'> & { readonly when: string };

interface Reading {
  readonly from?: SeededProject;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

interface Settings {
  readonly budgetMs?: number;
  readonly testKeys?: { readonly slowMs: number } | null;
}

/** The verdict service over HTTP on the embedded twins, with a project, and faults to switch on. */
export async function verdictServer({ budgetMs = 25, testKeys = null }: Settings = {}) {
  const open: Closable[] = [];
  const use = async <Part extends Closable>(opening: Promise<Part>) => {
    const part = await opening;
    open.push(part);
    return part;
  };
  const faults = {
    cache: 'none' as 'none' | 'fails' | 'never answers',
    database: 'none' as 'none' | 'fails' | 'never answers',
  };
  const now = fakeClock(systemClock());
  const [counted, keysUsed]: [string[], string[]] = [[], []];
  const gone = () => Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'gone'));
  const database = await use(embeddedDatabase());
  const cache = await use(connectCache({ embedded: true }));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const values = cache.versionedValues(scoredSessionsKeyspace);
  const get: VersionedValues['get'] = (key) => {
    if (faults.cache === 'never answers') return new Promise(() => {});
    return faults.cache === 'fails' ? gone() : values.get(key);
  };
  const asked: string[] = [];
  const query: Database['query'] = (text, parameters) => {
    if (faults.database === 'never answers') return new Promise(() => {});
    if (faults.database === 'fails') return gone();
    asked.push(text);
    return database.query(text, parameters);
  };
  const faulty = { cache: { versionedValues: () => ({ ...values, get }) }, database: { query } };
  const tally = {
    keyUsed: (keyId: string) => void keysUsed.push(keyId),
    verdictGiven: (...given: unknown[]) => void counted.push(given.join(' ')),
    ruleMatched: (ruleId: number) => void counted.push(`rule ${ruleId}`),
  };
  const { lists, crawlers } = readSnapshot();
  const networks = networksOf(lists, crawlers);
  const telemetry = recordingTelemetry();
  const to = { ...faulty, policy, networks, tally, telemetry };
  const { routes } = verdict({ ...to, log, now, budgetMs, testKeys });
  const changes = cache.channel(policyChannel);
  const server = httpServer({ routes, log, telemetry });
  const { port } = await use(server.listen({ port: 0, host: '127.0.0.1' }));
  const origin = `http://127.0.0.1:${port}`;
  const project = await seedProject(database);

  let tokens = 0;
  return {
    origin,
    database,
    project,
    faults,
    now,
    /** What the tally was told since the last time this was asked. */
    counted: () => counted.splice(0),
    keysUsed,
    telemetry,
    /** Statements the service asked of the database. */
    asked,
    /** Makes a score visible and answers its session's token. */
    async scored(session: ScoredSession, of = project): Promise<string> {
      tokens += 1;
      const token = `sess_${tokens}`;
      const key = compactKey(sessionKey(of.projectId, token));
      await values.putNewest([{ key, revision: 1, value: encodeScoredSession(session) }]);
      return token;
    },
    async read(token: string, { from = project, query = '', headers }: Reading = {}) {
      const response = await fetch(`${origin}/v1/sessions/${token}/verdict${query}`, {
        headers: headers ?? { authorization: `Bearer ${from.privateKey}` },
      });
      return { status: response.status, body: (await response.json()) as Verdict };
    },
    /** A rule of a project, in force at once; answers its id. */
    async rule(of: SeededProject, { when, ...rule }: Rule): Promise<number> {
      const id = await seedRule(database, of, { ...rule, expression: parseExpression(when) });
      await announcePolicyChange(changes, of.projectId);
      return id;
    },
    async withoutRule(of: SeededProject, id: number): Promise<void> {
      await database.query('delete from accounts.rules where id = $1', [id]);
      await announcePolicyChange(changes, of.projectId);
    },
    /** What the session of the token showed last. */
    seen: (of: SeededProject, token: string, seen: { ip?: string; ua?: string; country?: string }) =>
      database.query(
        `insert into scoring.sessions (project_id, token, account_id, revision, score, ip, ua, country)
           values ($1, $2, 1, 1, 0, $3, $4, $5)`,
        [of.projectId, token, seen.ip ?? null, seen.ua ?? null, seen.country ?? null],
      ),
    /** A session known to the database alone. */
    store: (token: string) =>
      database.query(
        `insert into scoring.sessions (project_id, token, account_id, revision, score, detection_ids, reasons, state,
           first_seen_at, last_seen_at, scored_at) values ($1, $2, 1, 1, 42, '{3005}', '[]', '{}', now(), now(), now())`,
        [project.projectId, token],
      ),
    async close() {
      for (const part of open.toReversed()) await part.close();
    },
  };
}
