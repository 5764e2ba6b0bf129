export {
  type GetOptions,
  type Outbound,
  type OutboundAnswer,
  type OutboundOptions,
  outbound,
} from './outbound.ts';
export { OutboundFault, type OutboundReason } from './outbound-fault.ts';
export { type DirectoryOptions, type FindKey, keyDirectories } from './web-bot-auth/key-directories.ts';
export { type FirstUse, nonceMemory } from './web-bot-auth/nonce-memory.ts';
export type { AgentReason, AgentVerdict, SignedRequest } from './web-bot-auth/signed-request.ts';
export {
  agentVerifier,
  type VerifierOptions,
  type VerifySignedRequest,
} from './web-bot-auth/verify-agent.ts';
