import { describe, expect, test } from '@jest/globals';
import type { FirstSecrets } from '../ports/index.ts';
import { firstStart, firstStartNotice } from './first-start.ts';

const secrets = {
  key: () => 'bat_generated',
  invitationCode: () => 'bic_generated',
  sessionSeed: () => new Uint8Array(32),
};

const made = { token: 'bat_generated', code: 'bic_generated' };

function start(projectId: number | null, bootstrapToken?: string) {
  const asked: FirstSecrets[] = [];
  const createFirstAccount = async (first: FirstSecrets) => {
    asked.push(first);
    return projectId;
  };
  return { asked, outcome: firstStart({ createFirstAccount, secrets }, bootstrapToken)() };
}

describe('the first start', () => {
  test('makes a token and hands it over', async () => {
    const { asked, outcome } = start(123);
    expect(await outcome).toEqual({ ...made, generated: true, projectId: 123 });
    expect(asked).toEqual([{ ...made, sessionSeed: new Uint8Array(32) }]);
  });

  test('takes the operator’s token where there is one', async () => {
    const { asked, outcome } = start(123, 'chosen');
    expect(await outcome).toEqual({ ...made, token: 'chosen', generated: false, projectId: 123 });
    expect(asked).toMatchObject([{ token: 'chosen' }]);
  });

  test('is no first start when there is an account, whatever token the operator sets by then', async () => {
    expect(await start(null, 'chosen').outcome).toBeNull();
  });
});

describe('what the person at the terminal is told', () => {
  const first = { token: 'bat_secret', code: 'bic_secret', generated: true, projectId: 123 };

  test('a generated token and the project’s id', () => {
    expect(firstStartNotice(first)).toMatch(/bat_secret\n.*123/);
  });

  test('a line to paste that makes them the owner', () => {
    expect(firstStartNotice(first)).toMatch(/^ {2}curl .*\/v1\/signup .*"code":"bic_secret"/m);
  });

  test('never a token of their own', () => {
    expect(firstStartNotice({ ...first, generated: false })).not.toContain('bat_secret');
  });

  test('nothing at a later start', () => {
    expect(firstStartNotice(null)).toBe('');
  });
});
