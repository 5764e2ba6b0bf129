import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { refusalFor } from '../verdict/refusal.ts';
import { type Enforcement, measure, passesChallenge } from './enforcement.ts';
import { answerRelay, isRelayRequest, sendRefusal, visitOf } from './node-request.ts';

/** A request handler of node:http. */
export type NodeHandler = (req: IncomingMessage, res: ServerResponse) => unknown;
/** Middleware as Express and connect take it. */
export type NodeMiddleware<
  Req extends IncomingMessage = IncomingMessage,
  Res extends ServerResponse = ServerResponse,
> = (req: Req, res: Res, next: (error?: unknown) => void) => void;
/** Its challenge answers the request itself, or returns true to let the visitor pass. */
export type NodeEnforcement<
  Req extends IncomingMessage = IncomingMessage,
  Res extends ServerResponse = ServerResponse,
> = Enforcement<(req: Req, res: Res) => unknown>;

/** Opens the visit and answers the browser script; refuses nobody. */
export function collecting(core: Core): NodeMiddleware {
  return (req, res, next) => {
    if (relayed(core, req, res)) return;
    next();
  };
}

/** Follows the verdict on the routes it stands before. */
export function enforcing<Req extends IncomingMessage, Res extends ServerResponse>(
  core: Core,
  enforcement: NodeEnforcement<Req, Res> = {},
): NodeMiddleware<Req, Res> {
  return (req, res, next) => {
    const passed = passes(core, [req, res], enforcement).catch((error) => {
      core.report('internal', 'enforcement failed', error);
      return true;
    });
    // Outside of the promise: what the application throws from here on is its own.
    void passed.then((goOn) => goOn && setImmediate(next));
  };
}

/** Does both around a handler; without `enforcement` it refuses nobody. */
export function handling(core: Core, handler: NodeHandler, enforcement?: NodeEnforcement): NodeHandler {
  const enforce = enforcement && enforcing(core, enforcement);
  return (req, res) => {
    if (relayed(core, req, res)) return undefined;
    if (enforce === undefined) return handler(req, res);
    return enforce(req, res, () => handler(req, res));
  };
}

/** Whether the browser script was answered; the visit is open otherwise. A fault of the SDK never reaches a visitor. */
function relayed(core: Core, req: IncomingMessage, res: ServerResponse): boolean {
  try {
    if (isRelayRequest(core, req)) {
      void answerRelay(core, req, res);
      return true;
    }
    visitOf(core, req, res);
  } catch (error) {
    core.report('internal', 'a visit could not be opened', error);
  }
  return false;
}

async function passes<Req extends IncomingMessage, Res extends ServerResponse>(
  core: Core,
  [req, res]: readonly [Req, Res],
  enforcement: NodeEnforcement<Req, Res>,
): Promise<boolean> {
  const visit = visitOf(core, req, res);
  const found = await measure(visit, enforcement);
  if (found === 'challenge') {
    const { onChallenge } = enforcement;
    return passesChallenge(visit, onChallenge && (() => onChallenge(req, res)));
  }
  const refusal = refusalFor(found);
  if (refusal === null) return true;
  sendRefusal(res, refusal);
  return false;
}
