import { describeReal } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { isolated } from './harness/isolated/namespace.ts';

const timeoutMs = 300_000;
const harness = 'e2e/harness/isolated';
const told = async (...parameters: string[]) => {
  const lines = (await isolated(...parameters)).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '');
};

describeReal('where there is no network but loopback', () => {
  test.each(['npm start', 'services'])(
    '%s: a full visit is answered and scored, and no process asks anybody else',
    async (what) => {
      const { score, beyond, unrouted } = await told(`${harness}/full-visit.ts`, what);
      expect([beyond, unrouted]).toEqual([[], 0]);
      expect(score).toBeGreaterThan(0);
    },
    timeoutMs,
  );

  test.each([
    [
      'a connection',
      `await import('node:net').then(({connect}) => new Promise((done) => connect(80, '192.0.2.1').on('error', done)))`,
    ],
    [
      'a datagram',
      `await import('node:dgram').then(({createSocket}) => new Promise((done) => createSocket('udp4').send('x', 53, '192.0.2.1', done)))`,
    ],
    [
      'a connection over IPv6',
      `await import('node:net').then(({connect}) => new Promise((done) => connect(80, '2001:db8::1').on('error', done)))`,
    ],
  ])(
    '%s would be seen, whoever makes it',
    async (_, attempt) => {
      const program = `${attempt}; const { unrouted } = await import(process.cwd() + '/${harness}/unrouted.ts'); console.log(unrouted()); process.exit(0)`;
      expect(await told('--input-type=module', '-e', program)).toBeGreaterThan(0);
    },
    timeoutMs,
  );
});
