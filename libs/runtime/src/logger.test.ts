import { describe, expect, test } from '@jest/globals';
import { createLogger } from './logger.ts';

function logging(format: 'json' | 'text', level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const log = createLogger({ service: 'ingest', level, format, write: (line) => void lines.push(line) });
  return { log, lines };
}

const places: Record<string, object> = {
  'a field': { private_key: 'HIDDEN' },
  'a header': {
    headers: { Authorization: 'Bearer HIDDEN', Cookie: 'a=HIDDEN', 'X-Botect-Private-Key': 'HIDDEN' },
  },
  'a field deep down': { a: [{ b: { accountToken: 'HIDDEN' } }] },
  'a password with quotes': { password: 'a"HIDDEN\\"HIDDEN' },
  'camel case': { apiKey: 'HIDDEN', clientSecret: 'HIDDEN' },
  'raw headers': { rawHeaders: ['Authorization', 'Bearer HIDDEN'] },
  'a connection string': { url: 'postgres://owner:HIDDEN@db:5432/botect' },
  'the message of an error': { err: new Error('cannot reach redis://:HIDDEN@cache') },
  'the cause of an error': { err: new Error('outer', { cause: new Error('key sk_HIDDEN was refused') }) },
  'a property of an error': { err: Object.assign(new Error('no'), { config: { password: 'HIDDEN' } }) },
  'the command of a client’s error': {
    err: Object.assign(new Error('WRONGPASS'), { command: { name: 'auth', args: ['HIDDEN'] } }),
  },
  'the row of a database’s error': {
    err: Object.assign(new Error('duplicate'), { detail: '(email)=(HIDDEN)' }),
  },
  'one of several errors': { err: new AggregateError([new Error('Bearer HIDDEN')]) },
  'JSON inside text': { body: '{"private_key":"sk_HIDDEN"}' },
};

describe.each(['json', 'text'] as const)('a %s log', (format) => {
  test.each(Object.entries(places))('never shows a secret in %s', (_place, fields) => {
    const { log, lines } = logging(format);
    log.info(fields, 'something');
    log.child(fields).warn('something');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('HIDDEN');
  });

  test('never shows a secret in a message', () => {
    const { log, lines } = logging(format);
    log.error('the key sk_HIDDEN of Bearer HIDDEN was refused');
    expect(lines.join('')).not.toContain('HIDDEN');
  });

  test('leaves out what is below its level', () => {
    const { log, lines } = logging(format);
    log.debug('small');
    expect(lines).toEqual([]);
  });
});

test('a JSON line is one object with level, time, service, message and fields', () => {
  const { log, lines } = logging('json');
  log.child({ topic: 'signals' }).info({ offset: 7 }, 'a "quoted"\nmessage');
  const facts = {
    level: 'info',
    service: 'ingest',
    topic: 'signals',
    offset: 7,
    message: 'a "quoted"\nmessage',
  };
  expect(JSON.parse(lines[0] ?? '')).toEqual({ ...facts, time: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
});

test('a text line reads as a sentence, an error below it', () => {
  const { log, lines } = logging('text');
  log.warn({ topic: 'signals', offset: 7, err: new Error('lost') }, 'retrying');
  expect(lines[0]).toMatch(
    /^\d\d:\d\d:\d\d warn {2}ingest: retrying topic=signals offset=7\n {2}Error: lost\n {6}at /,
  );
});

test('what is no secret stays readable', () => {
  const { log, lines } = logging('json');
  log.info(
    { site: 'pk_public', key: 'project/session', monkey: 'ape', url: 'http://host:80/a?b=c@d' },
    'Bearer of news',
  );
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    site: 'pk_public',
    key: 'project/session',
    monkey: 'ape',
    url: 'http://host:80/a?b=c@d',
  });
});

test('an error tells its kind, its message, where it came from and its code, and each of several', () => {
  const { log, lines } = logging('json');
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  log.error({ err: Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' }) }, 'no way');
  expect(JSON.parse(lines[0] ?? '').err).toEqual({
    type: 'AggregateError',
    message: '',
    stack: expect.stringContaining('logger.test'),
    code: 'ECONNREFUSED',
    reasons: ['Error: refused'],
  });
});
