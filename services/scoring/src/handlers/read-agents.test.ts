import { expect, test } from '@jest/globals';
import type { DeclaredAgent } from '../core/declared-agent.ts';
import { batch, clientWith } from '../core/session-builder.fixture.ts';
import { readAgents } from './read-agents.ts';

const declared: DeclaredAgent = {
  ...{ automation: 'named', browser: null, engine: null, major: null, system: null, phone: false },
};

test('agents are read of requests that browsers sent themselves, and of no others', () => {
  const asked: string[] = [];
  const read = (ua: string) => {
    asked.push(ua);
    return declared;
  };
  const [own, nameless] = [clientWith({ ua: 'A/1' }), clientWith({ ua: null })];
  const batches = [own, null, nameless].map((client) => batch([], { client }));
  const session = { key: { projectId: 1, token: 'a' }, accountId: 1, batches, places: [0, 1, 2] };
  const [told] = readAgents(read, [session]);
  expect(told?.batches.map((one) => one.declared)).toEqual([declared, undefined, declared]);
  expect(asked).toEqual(['A/1', '']);
});
