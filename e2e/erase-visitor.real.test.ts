import { randomBytes } from 'node:crypto';
import { describeReal, eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { type Collector, startCollector } from './harness/collector.ts';
import { type Burying, buryEverything, replay } from './harness/dead-letters.ts';
import { tokensIn } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import { type OperatorDesk, operatorDesk } from './harness/operator-desk.ts';

const timeoutMs = 300_000;
/** Joining a consumer group takes its time on a busy machine. */
const patience = { timeoutMs: 60_000 };
const one = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };

/** Everything by which this visitor could be told from others. */
const visitor = {
  // Long enough to be adopted, whatever number this process has.
  token: `bt_${uniqueName('the-marked-visitor')}`,
  agent: `Mozilla/5.0 (X11; Linux x86_64) ${uniqueName('MarkedAgent')}`,
  address: '198.51.100.231',
  hitAddress: '198.51.100.232',
  pageId: randomBytes(16).toString('hex'),
  event: uniqueName('marked-event'),
};
const markers = Object.values(visitor);

describeReal('a visitor, once erased', (real) => {
  let botect: Installation;
  let collector: Collector;
  let desk: OperatorDesk;
  const redisUrl = Object.assign(new URL(real.redisUrl), { pathname: '/10' }).href;
  const log = { kafkaBrokers: real.kafkaBrokers, topicPrefix: `${uniqueName('erase')}.` };
  let older: Burying;
  let keys: { readonly site_key: string; readonly private_key: string };
  let token: string;

  const at = (service: 'ingest' | 'verdict' | 'accounts', request: string, options: object = {}) => {
    const [method, path] = request.split(' ');
    return call(`${method} ${botect.of(service)[0]?.origin()}${path}`, options);
  };

  /** The tables that hold any of the markers. */
  async function tablesWithMarkers(): Promise<string[]> {
    const { rows } = await botect.database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const text = `select from ${name} held where held::text like any($1::text[])`;
      const { rowCount } = await botect.database.query(text, [markers.map((marker) => `%${marker}%`)]);
      if (rowCount > 0) found.push(name);
    }
    return found.sort();
  }

  /** The keyspaces with anything in them, where nobody else was; a key or value with a marker in it is told as such. */
  async function cached(): Promise<string[]> {
    const held = await desk.run(
      `redis-cli -u "$REDIS_URL" EVAL "$SCRIPT" 0 ${markers.map((marker) => `'${marker}'`).join(' ')}`,
      {
        REDIS_URL: redisUrl,
        SCRIPT: `
        local found = {}
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local held = key .. redis.call('DUMP', key)
          local kind = string.sub(key, 1, 1)
          for _, marker in ipairs(ARGV) do
            if string.find(held, marker, 1, true) then kind = 'marked ' .. kind end
          end
          if redis.call('PTTL', key) < 0 then kind = 'endless ' .. kind end
          table.insert(found, kind)
        end
        table.sort(found)
        return found`,
      },
    );
    return held.split('\n').filter((line) => /^(?:s|e|m|.+ .)$/.test(line));
  }

  beforeAll(async () => {
    collector = await startCollector();
    desk = operatorDesk();
    await desk.run('redis-cli -u "$REDIS_URL" FLUSHDB', { REDIS_URL: redisUrl });
    const settings = {
      REDIS_URL: redisUrl,
      KAFKA_TOPIC_PREFIX: log.topicPrefix,
      TRUSTED_PROXIES: 'loopback',
      LOG_LEVEL: 'debug',
      TRACE_SAMPLE_RATIO: '1',
    };
    botect = await startInstallation(real, one, { ...settings, ...collector.environment });
    token = tokensIn(botect.output()).join();
    const enabled = await at('accounts', 'POST /v1/projects/123/scoring', { bearer: token, body: {} });
    keys = enabled.body as unknown as typeof keys;
    older = await buryEverything(log);
    await visit();
  }, timeoutMs);
  afterAll(async () => {
    await older?.close();
    await botect?.close();
    await collector?.close();
    await desk?.close();
  });

  /** Sends what the page saw of the visitor. */
  async function send(headers: Record<string, string>): Promise<void> {
    const event = { request_id: visitor.event, type: 'mouse', received_at: new Date().toISOString() };
    const events = [{ ...event, payload: { mouse_moves: 64, mouse_entropy: 0.7 } }];
    const body = { session_token: visitor.token, site_key: keys.site_key, events };
    expect((await at('ingest', 'POST /v1/events', { headers, body })).status).toBe(202);
  }

  const verdict = async () =>
    (await at('verdict', `GET /v1/sessions/${visitor.token}/verdict`, { bearer: keys.private_key })).body;

  /** Goes everywhere a visitor can leave something. */
  async function visit(): Promise<void> {
    const headers = {
      'user-agent': visitor.agent,
      'x-forwarded-for': visitor.address,
      'idempotency-key': visitor.event,
    };
    await send(headers);
    const hit = {
      schema_version: 1,
      page_id: visitor.pageId,
      session_token: visitor.token,
      logged_in: true,
      observed_ip: visitor.hitAddress,
      observed_ip_source: 'request',
      observed_ip_inferred: false,
      occurred_at: `${new Date().toISOString().slice(0, 19)}Z`,
      method: 'GET',
      path_hash: 'a'.repeat(64),
      header_names: ['user-agent'],
      languages: ['en'],
      had_session_cookie: true,
      duration_ms: 5,
    };
    const bearer = keys.private_key;
    expect((await at('ingest', 'POST /v1/server/page-hits', { bearer, body: hit })).status).toBe(202);
    await eventually(async () => expect(await tablesWithMarkers()).toContain('scoring.sessions'), patience);
    await at('verdict', `GET /v1/sessions/${visitor.token}/verdict?ip=${visitor.address}`, { bearer });
    const redeemed = { secret: bearer, token: visitor.token, ip: visitor.address };
    await eventually(async () => {
      await at('accounts', 'POST /siteverify', { body: redeemed });
      expect(await tablesWithMarkers()).toContain('accounts.redeemed_sessions');
    }, patience);
    await at('accounts', `GET /v1/projects/123/sessions/${visitor.token}/export`, { bearer: token });
  }

  test('was in the database before, and in the cache in unreadable entries that end', async () => {
    expect(await tablesWithMarkers()).toEqual(['accounts.redeemed_sessions', 'scoring.sessions']);
    expect(await cached()).toEqual(['e', 's']);
  });

  test('leaves nothing that would not go by itself: in each store at most what the privacy page names', async () => {
    await eventually(() => expect(older.buried).toHaveLength(2), patience);
    await older.close();
    const erased = await at('accounts', `DELETE /v1/projects/123/sessions/${visitor.token}`, {
      bearer: token,
    });
    expect(erased.status).toBe(202);
    await eventually(
      async () => expect(await tablesWithMarkers()).toEqual(['accounts.redeemed_sessions']),
      patience,
    );
    // An empty entry, so that no score published late comes back.
    await eventually(async () => expect(await cached()).toEqual(['s']), patience);
    expect(await verdict()).toMatchObject({ verdict: 'not_computed' });
  });

  test('is not brought back by the dead letters that an operator replays', async () => {
    expect(await replay(log)).toBe('2 of 2 dead letters replayed');
    const dropped = 'botect_bus_dropped_total{topic="signals",group="scoring",reason="erased"} 2';
    const metrics = () => botect.of('scoring')[0]?.metrics();
    await eventually(async () => expect(await metrics()).toContain(dropped), patience);
    expect(await tablesWithMarkers()).toEqual(['accounts.redeemed_sessions']);
    expect(await verdict()).toMatchObject({ verdict: 'not_computed' });
  });

  test('is in no log and no trace, before or after, whatever is written', async () => {
    const services = ['accounts', 'ingest', 'scoring', 'verdict'];
    await eventually(() => {
      const traced = new Set(collector.spans().map(({ service }) => service));
      expect([...traced].sort()).toEqual(services);
    });
    const written = botect.output() + collector.received();
    expect(markers.filter((marker) => written.includes(marker))).toEqual([]);
  });

  test('who comes again with the same token is somebody new', async () => {
    await send({ 'user-agent': 'Mozilla/5.0' });
    await eventually(async () => expect(await tablesWithMarkers()).toContain('scoring.sessions'), patience);
    const text = `select jsonb_array_length(state->'seen') as events, ip from scoring.sessions`;
    expect((await botect.database.query(text)).rows).toEqual([{ events: 1, ip: '127.0.0.1' }]);
  });
});
