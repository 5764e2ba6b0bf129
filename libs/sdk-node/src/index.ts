export type { ApiAnswer, ApiCall, Budget, Send } from './api/send.ts';
export { SendFault } from './api/send.ts';
export { type Botect, botect } from './botect.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { Enforcement } from './integrations/enforcement.ts';
export type {
  FastifyEnforcement,
  FastifyLike,
  FastifyReplyLike,
  FastifyRequestLike,
} from './integrations/fastify.ts';
export type { NodeEnforcement, NodeHandler, NodeMiddleware } from './integrations/node-http.ts';
export type { WebEnforcement, WebHandler } from './integrations/web.ts';
export type { BotectOptions, TestSeams } from './options.ts';
export type { ScriptAttributes } from './page/script.ts';
export type { Visit } from './page/visit.ts';
export type { VerdictContext } from './verdict/context.ts';
export type { Decided, OnUnavailable, Outcome, Unknown, Unreachable } from './verdict/outcome.ts';
export type { Action, Band, Verdict } from './verdict/verdict.ts';
export type { ClientAddressChoice } from './visitor/client-address.ts';
export type { VisitRequest } from './visitor/visit-request.ts';
