import { doubtOfSignature } from './check-signature.ts';
import { doubtOfCover, doubtOfTime } from './claim-doubts.ts';
import { exampleKeys } from './example-keys.ts';
import type { FindKey } from './key-directories.ts';
import type { FirstUse } from './nonce-memory.ts';
import { readSignatures, type SignatureClaim } from './read-signatures.ts';
import { type AgentDirectory, signatureAgent } from './signature-agent.ts';
import { type AgentVerdict, invalid, isDoubt, type SignedRequest, unverified } from './signed-request.ts';

export interface VerifierOptions {
  readonly findKey: FindKey;
  /** Which directories are asked at all, by host. */
  readonly admits: (host: string) => boolean;
  /** Without it a signature may be used again while it lives. */
  readonly firstUse?: FirstUse;
  /** Longest life of a signature in seconds: a day, as the draft recommends. */
  readonly lifeMaxS?: number;
  /** Thumbprints never accepted. */
  readonly refusedKeys?: ReadonlySet<string>;
}

/** Verifies the Web Bot Auth signatures of a request. Never rejects. */
export type VerifySignedRequest = (request: SignedRequest) => Promise<AgentVerdict>;

/**
 * Verifies as draft-ietf-webbotauth-httpsig-protocol-01 (until August 2026 draft-meunier-…) says, on RFC 9421. Several
 * signatures are judged apart: one that verifies settles it, otherwise one that is invalid does.
 */
export function agentVerifier(options: VerifierOptions): VerifySignedRequest {
  return async (request) => {
    try {
      const claims = readSignatures(request);
      const verdicts = await Promise.all(
        claims.map((claim) => (isDoubt(claim) ? claim : judge(options, request, claim))),
      );
      const best = (outcome: AgentVerdict['outcome']) => verdicts.find((one) => one.outcome === outcome);
      return best('verified') ?? best('invalid') ?? best('unverified') ?? unverified('unsigned');
    } catch {
      // What a stranger sends may surprise a parser; it must not surprise the caller.
      return unverified('unsupported');
    }
  };
}

async function judge(
  options: VerifierOptions,
  request: SignedRequest,
  claim: SignatureClaim,
): Promise<AgentVerdict> {
  const doubt =
    doubtOfTime(claim, request.atMs / 1_000, options.lifeMaxS ?? 86_400) ?? doubtOfCover(claim, request);
  if (doubt !== null) return doubt;
  const agent = signatureAgent(request.signatureAgent, claim);
  if (isDoubt(agent)) return agent;
  if ((options.refusedKeys ?? exampleKeys).has(claim.keyId)) return invalid('example_key');
  if (!options.admits(agent.host)) return unverified('agent_not_admitted');
  const key = await options.findKey(agent.url, claim.keyId);
  if (key === undefined || key === null) {
    return unverified(key === null ? 'key_unknown' : 'directory_unreachable');
  }
  if (request.atMs < key.fromMs || request.atMs >= key.untilMs) return invalid('key_out_of_date');
  const wrong = await doubtOfSignature(request, claim, key);
  if (wrong !== null) return wrong;
  const used =
    claim.nonce !== null && options.firstUse?.(signerOf(agent, claim), claim.nonce, request.id) === false;
  return used ? invalid('replayed') : { outcome: 'verified', directory: agent.host, keyId: claim.keyId };
}

const signerOf = ({ url }: AgentDirectory, { keyId }: SignatureClaim) => `${url} ${keyId}`;
