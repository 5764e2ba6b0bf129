import { describe, expect, test } from '@jest/globals';
import { changeSession } from './change-session.ts';
import { foldBatch } from './fold-batch.ts';
import { scoreSession } from './score-session.ts';
import { batch, signal } from './session-builder.fixture.ts';
import type { Batch, SessionState } from './session-state.ts';
import { type AgentFact, foldAgent, type Signed } from './signed-agent.ts';

const verified = (atMs = 1_000): AgentFact => ({ outcome: 'verified', directory: 'agent.example', atMs });
const invalid = (atMs = 1_000): AgentFact => ({ outcome: 'invalid', atMs });
const human = [signal(1, 'mouse', { mouse_entropy: 0.8, mouse_moves: 200 })];
const visited = (agent?: AgentFact, signals = human): Batch =>
  batch(signals, agent === undefined ? {} : { agent });
const scored = (one: Batch, state: SessionState | null = null) => changeSession(state, [one]).scoring;

describe('a session of a signed agent', () => {
  test('is verified as a class of its own, and no matter of likelihood', () => {
    const { score, verifiedCategory, detectionIds, reasons } = scored(visited(verified()));
    expect([score, verifiedCategory, detectionIds]).toEqual([0, 'Signed Agent', []]);
    expect(reasons).toEqual([
      { id: null, term: 'signed_agent', points: 0, evidence: 'signed by agent.example' },
    ]);
  });

  test('whose signature does not hold is a bot that poses as one', () => {
    const { score, verifiedCategory, detectionIds } = scored(visited(invalid()));
    expect([score, verifiedCategory, detectionIds]).toEqual([10, null, [1031]]);
  });

  test('about whose signature nothing could be told is scored like everybody', () => {
    expect(scored(visited())).toMatchObject({ score: 87, verifiedCategory: null, detectionIds: [] });
  });

  test('stays what the newest signature proved, whatever comes without proof', () => {
    const first = foldBatch(null, visited(verified()));
    const later = batch([signal(2, 'scroll', { scroll_velocity: 100 })]);
    expect(scored(later, first.state).verifiedCategory).toBe('Signed Agent');
    const broken = visited(invalid(2_000), [signal(3, 'scroll')]);
    expect(scored(broken, first.state)).toMatchObject({ score: 10, verifiedCategory: null });
  });

  test('is scored again from its stored state to the same answer', () => {
    const { state, scoring } = changeSession(null, [visited(verified())]);
    expect(scoreSession(JSON.parse(JSON.stringify(state)))).toEqual(scoring);
  });

  test('that is a known crawler at a known address is called by what it comes for', () => {
    const { state } = foldBatch(null, visited(invalid()));
    const claim = { id: 'duckduckbot', category: 'Search', proof: 'verified' as const };
    const session = { ...state, network: { kind: 'crawler' as const, lists: [], claim } };
    expect(scoreSession(session)).toMatchObject({ score: 0, verifiedCategory: 'Search', detectionIds: [] });
  });
});

test('the order in which proofs arrive changes nothing', () => {
  const facts = [verified(1_000), invalid(1_000), invalid(2_000), verified(2_000), invalid(500)];
  const folded = (order: readonly AgentFact[]) => {
    let state: Signed = {};
    for (const fact of order) state = { ...state, ...foldAgent(state, fact) };
    return state;
  };
  expect(folded(facts)).toEqual({ agent: verified(2_000) });
  expect(folded(facts.toReversed())).toEqual(folded(facts));
});
