import type { Closable } from '@botect/runtime';
import { describeReal, eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { marker } from './harness/canary/plants.ts';
import { type Records, readRecords } from './harness/canary/records.ts';
import { redisUser } from './harness/canary/redis-user.ts';
import { leaks } from './harness/canary/search.ts';
import { type Secrets, type Visited, visitWithSecrets } from './harness/canary/visit.ts';
import { type Collector, startCollector } from './harness/collector.ts';
import { startInstallation } from './harness/installation.ts';

const accountToken = 'canarya7d1f0c95be24e8a8f6620f3b1c4d5e6f7';
const redisPassword = marker('the password of Redis');
const poison = marker('a record nobody of ours would write');
const topics = ['signals', 'tallies', 'signals.dead-letter', 'tallies.dead-letter'];
/** What scoring needs of a visitor, and the list of payload keys lets through: docs/security.md, data map. */
const ofVisitors = ['a user agent', 'a session token', 'an event id'];

/** The same address with a password: the one it has or, where none is asked for, any. */
function withPassword(address: string): URL {
  const url = new URL(address || 'postgres://nowhere');
  url.password ||= marker('the password of the database');
  return url;
}

describeReal(
  'a secret put into any kind of input of the services, at the most talkative log level',
  (real) => {
    const open: Closable[] = [];
    let visited: Visited;
    let records: Records;
    let output: () => string;
    let collector: Collector;
    const database = withPassword(real.databaseUrl);
    /** What only an operator knows. */
    const own: Secrets = new Map([
      ['the password of the database', database.password],
      ['the password of Redis', redisPassword],
    ]);

    beforeAll(async () => {
      const { kafkaBrokers } = real;
      const topicPrefix = `${uniqueName('canary')}.`;
      const redis = await redisUser(real.redisUrl, uniqueName('canary'), redisPassword);
      open.push(redis);
      collector = await startCollector();
      open.push(collector);
      const counts = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };
      const botect = await startInstallation({ ...real, databaseUrl: database.href }, counts, {
        ...collector.environment,
        BOTECT_BOOTSTRAP_TOKEN: accountToken,
        KAFKA_TOPIC_PREFIX: topicPrefix,
        REDIS_URL: redis.url,
        LOG_LEVEL: 'debug',
        TRACE_SAMPLE_RATIO: '1',
      });
      open.push(botect);
      records = await readRecords({ kafkaBrokers, topicPrefix }, topics);
      open.push(records);
      const at = (service: 'ingest' | 'verdict' | 'accounts') => botect.of(service)[0]?.origin() ?? '';
      const doors = { ingest: at('ingest'), verdict: at('verdict'), accounts: at('accounts'), accountToken };
      const code = /bic_\w+/.exec(botect.output())?.[0] ?? '';
      visited = await visitWithSecrets({ ...doors, code });
      await records.put('signals', `{"password":"${poison}"`);
      await records.put('tallies', poison);
      const count = (topic: string) => records.kept.filter((record) => record.topic === topic).length;
      await eventually(() => {
        const [signals, , ...letters] = topics.map(count);
        expect([signals, ...letters]).toEqual([visited.accepted + 1, 1, 1]);
      });
      await redis.changePassword();
      output = () => botect.output().replace(code, '');
      await eventually(() => expect(output()).toContain('WRONGPASS'));
    }, 250_000);
    afterAll(async () => {
      for (const part of open.toReversed()) await part.close();
    });

    test('comes out in no log and no trace, with the passwords of Redis and the database', () => {
      const secrets = new Map([...visited.secrets, ...own, ['a record', poison]]);
      expect(leaks(secrets, { logs: output(), traces: collector.received() })).toEqual([]);
      expect(collector.spans().map(({ service }) => service)).toEqual(
        expect.arrayContaining(['ingest', 'scoring']),
      );
      expect(output()).toContain('a record went to the dead letters');
    });

    test('is in no record, unless it is the visitor’s own user agent, token or event id', () => {
      const values = records.kept.map(({ value }) => `${value}`).join('\n');
      const secrets = [...visited.secrets].filter(([where]) => !ofVisitors.includes(where));
      expect(leaks(new Map([...secrets, ...own]), { values })).toEqual([]);
      for (const where of ofVisitors) expect(values).toContain(visited.secrets.get(where));
    });

    test('is not told of a dead letter, whose value is the record itself', () => {
      const letters = records.kept.filter(({ topic }) => topic.endsWith('.dead-letter'));
      expect(letters.map(({ value }) => `${value}`.includes(poison))).toEqual([true, true]);
      const told = JSON.stringify(letters.map(({ headers }) => headers));
      expect(leaks(new Map([...visited.secrets, ...own, ['a record', poison]]), { told })).toEqual([]);
      expect(told).toContain('dead-letter-reason');
    });
  },
);
