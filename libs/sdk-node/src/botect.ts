import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Core, makeCore } from './core.ts';
import {
  type FastifyEnforcement,
  type FastifyHook,
  type FastifyReplyLike,
  type FastifyRequestLike,
  fastifyEnforcing,
  fastifyPlugin,
} from './integrations/fastify.ts';
import {
  collecting,
  enforcing,
  handling,
  type NodeEnforcement,
  type NodeHandler,
  type NodeMiddleware,
} from './integrations/node-http.ts';
import { visitOf } from './integrations/node-request.ts';
import { type WebEnforcement, type WebHandler, webHandling, webVisit } from './integrations/web.ts';
import type { BotectOptions, TestSeams } from './options.ts';
import type { Visit } from './page/visit.ts';
import type { VerdictContext } from './verdict/context.ts';
import type { Outcome } from './verdict/outcome.ts';

/** The client of one project. After it was made nothing in it throws or rejects because of Botect. */
export interface Botect {
  /** What Botect says about a session, within the budget; `no_session` for a text that cannot be a session. */
  verdict(session: string | null, context?: VerdictContext): Promise<Outcome>;
  /**
   * Tells Botect, in the background, that the application has authenticated the visitor of this session. No identity is
   * sent. False when it cannot be told: no session token, or too much waits already.
   */
  loggedIn(session: string): boolean;

  /** Express and connect: collects signals and page hits, refuses nobody. Mount it before body parsers and routes. */
  express(): NodeMiddleware;
  /** Express and connect: follows the verdict on the routes it stands before. */
  expressEnforce<Req extends IncomingMessage, Res extends ServerResponse>(
    enforcement?: NodeEnforcement<Req, Res>,
  ): NodeMiddleware<Req, Res>;
  /** Fastify: the plugin to register; collects, refuses nobody. The visit is `request.raw.botect`. */
  fastify: ReturnType<typeof fastifyPlugin>;
  /** Fastify: a `preHandler` that follows the verdict. */
  fastifyEnforce(enforcement?: FastifyEnforcement): FastifyHook;
  /** The same for a challenge that names Fastify's own types. */
  fastifyEnforce<Request extends FastifyRequestLike, Reply extends FastifyReplyLike>(
    enforcement: FastifyEnforcement<Request, Reply>,
  ): FastifyHook<Request, Reply>;
  /** node:http: collects around a handler, and follows the verdict when `enforcement` is given. */
  node(handler: NodeHandler, enforcement?: NodeEnforcement): NodeHandler;
  /** Next, and whatever answers a web `Request` with a `Response`. */
  web<Rest extends readonly unknown[]>(
    handler: WebHandler<Rest>,
    enforcement?: WebEnforcement,
  ): WebHandler<Rest>;

  /** The visit of a request of node:http, whichever framework received it. */
  visit(req: IncomingMessage, res: ServerResponse): Visit;
  /** The visit of a web request, inside its handler; null elsewhere. */
  webVisit(request: Request): Visit | null;

  /** Deliveries that wait. */
  readonly waiting: number;
  /**
   * Sends what waits and takes nothing more; call it when the application ends. Gives up after `withinMs`, 5,000 unless
   * told. Answers how many deliveries were lost.
   */
  close(withinMs?: number): Promise<{ readonly lost: number }>;
}

const closeWithinMs = 5_000;

/**
 * Makes the client of one project. Throws a TypeError that names the option at fault; that is the only time it throws.
 * `seams` are for tests.
 */
export function botect(options: BotectOptions, seams?: TestSeams): Botect {
  const core: Core = makeCore(options, seams);
  return {
    verdict: (session, context = {}) => core.lookUp(session, context),
    loggedIn: (session) => core.loggedIn(session),
    express: () => collecting(core),
    expressEnforce: (enforcement) => enforcing(core, enforcement),
    fastify: fastifyPlugin(core),
    fastifyEnforce: <Request extends FastifyRequestLike, Reply extends FastifyReplyLike>(
      enforcement?: FastifyEnforcement<Request, Reply>,
    ) => fastifyEnforcing(core, enforcement),
    node: (handler, enforcement) => handling(core, handler, enforcement),
    web: (handler, enforcement) => webHandling(core, handler, enforcement),
    visit: (req, res) => visitOf(core, req, res),
    webVisit: (request) => webVisit(core, request),
    get waiting() {
      return core.spool.size;
    },
    async close(withinMs = closeWithinMs) {
      return { lost: await core.close(withinMs) };
    },
  };
}
