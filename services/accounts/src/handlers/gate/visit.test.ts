import { setImmediate as endOfTurn } from 'node:timers/promises';
import { requestOf } from '@botect/http';
import { expect, test } from '@jest/globals';
import { rotateKey } from './rotate-key.ts';
import { changeSettings } from './scoring-settings.ts';

const state = {
  bot_settings: {
    allow_verified: true,
    protect_static: true,
    block_definite: false,
    challenge_likely: false,
  },
  likely_bot_threshold: 30,
};

/** Ports that write down when they are done. */
function subject(enabled = true) {
  const events: string[] = [];
  const after = async <T>(event: string, outcome: T) => {
    await endOfTurn();
    events.push(event);
    return outcome;
  };
  const ports = {
    keys: { enable: () => Promise.reject(new Error('not asked')), rotate: () => after('saved', enabled) },
    settings: { read: async () => state, change: () => after('saved', state) },
    announce: () => after('announced', undefined),
    secrets: {
      siteKey: () => 'pk_new',
      privateKey: () => 'sk_new',
      accountToken: () => 'bat_new',
      sessionSeed: () => new Uint8Array(32),
    },
  };
  const rotate = () => rotateKey(ports)(123, requestOf({ body: { type: 'site' } }));
  const change = () => changeSettings(ports)(123, requestOf({ body: { block_definite: true } }));
  return { events, rotate, change };
}

test.each(['rotate', 'change'] as const)('%s: first saved, then announced, then answered', async (what) => {
  const { events, ...calls } = subject();
  await calls[what]().then(() => events.push('answered'));
  expect(events).toEqual(['saved', 'announced', 'answered']);
});

test('a rotation that did not happen is not announced', async () => {
  const { events, rotate } = subject(false);
  await expect(rotate()).rejects.toMatchObject({ code: 'SCORING_NOT_ENABLED' });
  expect(events).toEqual(['saved']);
});
