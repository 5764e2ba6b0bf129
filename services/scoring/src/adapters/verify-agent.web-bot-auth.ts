import {
  type AgentVerdict,
  agentVerifier,
  keyDirectories,
  nonceMemory,
  type Outbound,
  outbound,
} from '@botect/outbound';
import { type Attributes, type Clock, instruments, type Telemetry, within } from '@botect/runtime';
import type { VerifyAgent } from '../ports.ts';

export interface SignedAgentOptions {
  /** Hosts whose signatures count, `*` for any. Null: signatures are not looked at, nobody is asked. */
  readonly signedAgents: readonly string[] | null;
  /** The way to the directories, if not the usual one. */
  readonly outbound?: Outbound;
  readonly telemetry: Telemetry;
  readonly now: Clock;
}

/** How long a fetch of signals waits for a directory. It is asked to the end, and known when the agent comes again. */
const waitMs = 1_000;

/** Verifies signed visits by Web Bot Auth; null when that is switched off. */
export function verifyByWebBotAuth(options: SignedAgentOptions): VerifyAgent | null {
  const { signedAgents: admitted, now, telemetry } = options;
  if (admitted === null) return null;
  const judged = telemetry.counter(...instruments.scoringSignedAgents);
  const directories = { outbound: options.outbound ?? outbound(), now, timeoutMs: waitMs };
  const verify = agentVerifier({
    findKey: keyDirectories(directories),
    admits: (host) => admitted.includes('*') || admitted.includes(host),
    firstUse: nonceMemory(),
  });
  return async ({ id, atMs, signed }) => {
    const request = {
      id,
      atMs,
      authority: signed.authority,
      signature: signed.signature,
      signatureInput: signed.signature_input,
      signatureAgent: signed.signature_agent ?? '',
      method: signed.method ?? null,
      path: signed.path ?? null,
    };
    const late = { outcome: 'unverified', reason: 'directory_unreachable' } as const;
    const verdict = await within(waitMs, verify(request)).catch(() => late);
    judged.add(1, attributesOf(verdict));
    if (verdict.outcome === 'verified') return { outcome: 'verified', directory: verdict.directory, atMs };
    return verdict.outcome === 'invalid' ? { outcome: 'invalid', atMs } : null;
  };
}

const attributes = new Map<string, Attributes>();

/** One object for each outcome and reason, of which there are few. */
function attributesOf(verdict: AgentVerdict): Attributes {
  const reason = 'reason' in verdict ? verdict.reason : 'none';
  const name = `${verdict.outcome} ${reason}`;
  const made = attributes.get(name) ?? { outcome: verdict.outcome, reason };
  attributes.set(name, made);
  return made;
}
