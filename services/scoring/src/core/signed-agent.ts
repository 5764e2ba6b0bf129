import { abstain, type Opinion } from './opinion.ts';

/** What a signature on a visitor's request proved: who sent it, or that it is not what it claims to be. */
export type AgentFact =
  | { readonly outcome: 'verified'; readonly directory: string; readonly atMs: number }
  | { readonly outcome: 'invalid'; readonly atMs: number };

/** The newest signature that proved anything. Absent from sessions stored before there were any. */
export interface Signed {
  readonly agent?: AgentFact | null;
}

export interface AgentEvidence extends Opinion {
  /** Null unless the sender is proven. */
  readonly verifiedCategory: string | null;
}

/** A class of its own: a signature says who an agent is, not what it comes for. */
const category = 'Signed Agent';
/** Nobody signs by accident: a signature that does not hold is an agent out of order, or somebody posing as one. */
const invalidScore = 10;
export const invalidSignature = 1031;

/** The newest word counts, in whatever order they come; of two at one time the proof does. */
export function foldAgent({ agent = null }: Signed, told: AgentFact | undefined): Signed {
  if (told === undefined) return {};
  if (agent === null || told.atMs > agent.atMs) return { agent: told };
  return told.atMs === agent.atMs && order(told) > order(agent) ? { agent: told } : {};
}

const order = (fact: AgentFact) => (fact.outcome === 'verified' ? `verified ${fact.directory}` : 'invalid');

export function signedAgent({ agent = null }: Signed): AgentEvidence {
  if (agent === null) return { ...abstain, verifiedCategory: null };
  if (agent.outcome === 'invalid') {
    const evidence = 'signature does not verify';
    const reason = { id: invalidSignature, term: 'invalid_agent_signature', points: invalidScore, evidence };
    return { score: invalidScore, reasons: [reason], verifiedCategory: null };
  }
  const reason = { id: null, term: 'signed_agent', points: 0, evidence: `signed by ${agent.directory}` };
  return { score: null, reasons: [reason], verifiedCategory: category };
}
