import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  choice,
  commaList,
  flag,
  hostList,
  milliseconds,
  port,
  ratio,
  url,
  wholeNumber,
} from './setting-types.ts';
import { readSettings } from './settings.ts';

const types = {
  port: port(),
  wholeNumber: wholeNumber(),
  milliseconds: milliseconds(),
  ratio: ratio(),
  flag: flag(),
  choice: choice('red', 'blue'),
  commaList: commaList(),
  hostList: hostList(),
  url: url('http', 'postgres'),
};
type Kind = keyof typeof types;

const good: [Kind, string, unknown][] = [
  ['port', '0', 0],
  ['port', '65535', 65_535],
  ['wholeNumber', '12', 12],
  ['milliseconds', '250', 250],
  ['ratio', '0.01', 0.01],
  ['flag', 'true', true],
  ['flag', '0', false],
  ['choice', 'blue', 'blue'],
  ['commaList', ' a:1, ,b:2,', ['a:1', 'b:2']],
  ['hostList', 'Agent.Example, *', ['agent.example', '*']],
  ['url', 'postgres://u:p@h/d', 'postgres://u:p@h/d'],
];

const bad: [Kind, string, string][] = [
  ['port', '65536', 'X must be a port number from 0 to 65535'],
  ['port', '-1', 'X must be a port number from 0 to 65535'],
  ['port', '80 80', 'X must be a port number from 0 to 65535'],
  ['port', '1e3', 'X must be a port number from 0 to 65535'],
  ['wholeNumber', '1.5', 'X must be a whole number'],
  ['milliseconds', '5s', 'X must be a whole number of milliseconds'],
  ['ratio', '1.1', 'X must be a number from 0 to 1'],
  ['ratio', 'NaN', 'X must be a number from 0 to 1'],
  ['flag', 'yes', 'X must be true or false'],
  ['choice', 'green', 'X must be one of red, blue'],
  ['hostList', 'https://a.b', 'X must be hosts, without scheme and port, or *'],
  ['hostList', 'a.b:8443', 'X must be hosts, without scheme and port, or *'],
  ['url', 'ftp://h', 'X must be a URL starting with http:// or postgres://'],
  ['url', 'h:80', 'X must be a URL starting with http:// or postgres://'],
];

describe('a setting', () => {
  test.each(good)('of type %s reads %s as %o', (kind, text, value) => {
    expect(readSettings({ X: text }, z.object({ X: types[kind] }))).toMatchObject({ X: value });
  });

  test.each(bad)('of type %s refuses %s: %s', (kind, text, message) => {
    expect(() => readSettings({ X: text }, z.object({ X: types[kind] }))).toThrow(`settings: ${message}`);
  });

  test.each([undefined, ''])('that is %o counts as absent', (text) => {
    expect(readSettings({ X: text }, z.object({ X: port().default(8080) }))).toMatchObject({ X: 8080 });
    expect(() => readSettings({ X: text }, z.object({ X: port() }))).toThrow('settings: X is missing');
  });
});

test('faults of base and own settings come in one message', () => {
  const read = () => readSettings({ ADMIN_PORT: 'x', B: 'y' }, z.object({ A: port(), B: port() }));
  expect(read).toThrow(/^settings: ADMIN_PORT must [^;]*; A is missing; B must [^;]*$/);
});

test('no message repeats a value', () => {
  const secret = fc.stringMatching(/^[qxz]{8,20}$/);
  const own = z.object({
    A: port(),
    B: flag(),
    C: choice('a'),
    D: url('http'),
    E: z.string().min(99),
    F: z.email(),
  });
  const kept = fc.property(secret, (value) => {
    const environment = Object.fromEntries([...'ABCDEF'].map((name) => [name, value]));
    expect(() => readSettings(environment, own)).toThrow(/^(?!.*[qxz]{4})settings: A /);
  });
  fc.assert(kept);
});
