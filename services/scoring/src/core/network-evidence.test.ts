import { describe, expect, test } from '@jest/globals';
import { changeSession, type NetworkLookup } from './change-session.ts';
import { type NetworkFacts, networkEvidence } from './network-evidence.ts';
import { scoreSession } from './score-session.ts';
import { batch, clientWith, signal } from './session-builder.fixture.ts';
import type { SessionState } from './session-state.ts';

const hosting: NetworkFacts = { kind: 'hosting', lists: ['amazon'], claim: null };
const relay: NetworkFacts = { kind: 'relay', lists: ['apple-proxy'], claim: null };
const claimed = (proof: 'verified' | 'refuted' | 'unknown'): NetworkFacts => ({
  kind: null,
  lists: [],
  claim: { id: 'google-crawler', category: 'Search', proof },
});
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

const person = { mouse_entropy: 0.74, mouse_moves: 128 };
const robot = { mouse_entropy: 0.01, mouse_moves: 128 };

interface Visit {
  readonly facts: NetworkFacts;
  readonly payload?: object;
  readonly ua?: string;
  readonly ip?: string | null;
  readonly threshold?: number;
}

function visit({ facts, payload = {}, ua, ip = '3.5.6.7', threshold = 30 }: Visit) {
  const client = clientWith({ ip, ...(ua === undefined ? {} : { ua }) });
  const lookup: NetworkLookup = () => facts;
  return changeSession(
    null,
    [batch([signal(1, 'snapshot', payload)], { client, likelyBotThreshold: threshold })],
    lookup,
  );
}

describe('a verified crawler', () => {
  test('is verified and not scored, whatever else speaks against it', () => {
    const { scoring } = visit({
      facts: claimed('verified'),
      ua: googlebot,
      payload: { ...robot, webdriver: true },
    });
    expect(scoring).toMatchObject({ score: 0, verifiedCategory: 'Search', detectionIds: [] });
    expect(scoring.reasons).toEqual([
      expect.objectContaining({ term: 'verified_crawler', evidence: 'google-crawler' }),
    ]);
  });

  test('is none by its agent alone', () => {
    const { scoring } = visit({ facts: claimed('unknown'), ua: googlebot });
    expect(scoring).toMatchObject({ score: 1, verifiedCategory: null, detectionIds: [1001] });
  });

  test('is none when its address is not the owner’s, and that is held against it', () => {
    const { scoring } = visit({ facts: claimed('refuted'), ua: 'ChatGPT-User/1.0', payload: person });
    expect(scoring).toMatchObject({ score: 1, verifiedCategory: null, detectionIds: [1030] });
  });
});

describe('a hosting network', () => {
  test('alone never scores anybody', () => {
    expect(visit({ facts: hosting }).scoring).toMatchObject({ score: 0, detectionIds: [1020] });
  });

  test('takes nothing from a person behind a company’s gateway', () => {
    expect(visit({ facts: hosting, payload: person }).scoring.score).toBe(
      visit({ facts: relay, payload: person }).scoring.score,
    );
  });

  test('deepens a suspicion, but never carries it past the threshold', () => {
    const suspected = visit({ facts: { ...hosting, kind: null }, payload: robot }).scoring.score;
    expect(visit({ facts: hosting, payload: robot }).scoring.score).toBe(suspected - 10);
    expect(visit({ facts: hosting, payload: robot, threshold: suspected }).scoring.score).toBe(suspected);
  });

  test.each([1010, 1011, 1012, 1013])('counts hard for an agent that detection %i contradicts', (id) => {
    const contradiction = { id, term: 'contradiction', points: 0, evidence: '' };
    const { score, reasons } = networkEvidence(hosting, 'Mozilla/5.0 (Windows NT 10.0)', [contradiction]);
    expect([score, reasons[0]?.id]).toEqual([12, 1020]);
  });

  test('says nothing of a program that says what it is', () => {
    expect(visit({ facts: hosting, ua: 'curl/8.5' }).scoring.detectionIds).toEqual([1001]);
  });
});

test('a relay is told and costs nothing: people who value privacy are people', () => {
  const { scoring } = visit({ facts: relay, payload: person });
  expect(scoring).toMatchObject({ score: 87, detectionIds: [1021] });
});

describe('what was looked up', () => {
  test('is part of the state: scored again from storage, the answer is the same', () => {
    const { state, scoring } = visit({ facts: claimed('verified'), ua: googlebot });
    expect(scoreSession(JSON.parse(JSON.stringify(state)) as SessionState)).toEqual(scoring);
  });

  test('is nothing without an address', () => {
    expect(
      visit({ facts: claimed('verified'), ua: googlebot, ip: null }).scoring.verifiedCategory,
    ).toBeNull();
  });

  test('is looked up anew with the next batch', () => {
    const { state } = visit({ facts: claimed('unknown'), ua: googlebot });
    const next = batch([signal(2, 'mouse', {})], {
      client: clientWith({ ua: googlebot, ip: '66.249.66.1' }),
    });
    expect(changeSession(state, [next], () => claimed('verified')).scoring.verifiedCategory).toBe('Search');
  });

  test('stays when a batch comes twice', () => {
    const { state } = visit({ facts: claimed('unknown'), ua: googlebot });
    const again = batch([signal(1, 'snapshot', {})], {
      client: clientWith({ ua: googlebot, ip: '3.5.6.7' }),
    });
    expect(changeSession(state, [again], () => claimed('verified')).state).toEqual(state);
  });

  test('may be missing in sessions stored before', () => {
    const { network, ...before } = visit({ facts: relay, payload: person }).state;
    expect([network, scoreSession(before).detectionIds]).toEqual([relay, []]);
  });
});
