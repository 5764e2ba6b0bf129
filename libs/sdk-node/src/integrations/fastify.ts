import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { refusalFor } from '../verdict/refusal.ts';
import { type Enforcement, measure, passesChallenge } from './enforcement.ts';
import { answerRelay, isRelayRequest, routeTemplate, visitOf } from './node-request.ts';

/** What is used of Fastify's request; its visit is `request.raw.botect`. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** What is used of Fastify's reply. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  hijack(): unknown;
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body: string): unknown;
  redirect(url: string): unknown;
}

/** A hook as Fastify takes it. */
export type FastifyHook<Request = FastifyRequestLike, Reply = FastifyReplyLike> = (
  request: Request,
  reply: Reply,
) => Promise<unknown>;

/** What is used of a Fastify instance. */
export interface FastifyLike {
  addHook(name: 'onRequest', hook: FastifyHook): unknown;
}

/** Its challenge answers through the reply, or returns true to let the visitor pass. */
export type FastifyEnforcement<
  Request extends FastifyRequestLike = FastifyRequestLike,
  Reply extends FastifyReplyLike = FastifyReplyLike,
> = Enforcement<(request: Request, reply: Reply) => unknown>;

/** A Fastify plugin that opens visits and answers the browser script, for the whole instance it is registered on. */
export function fastifyPlugin(core: Core) {
  const plugin = async (fastify: FastifyLike): Promise<void> => {
    fastify.addHook('onRequest', async (request, reply) => {
      try {
        if (!isRelayRequest(core, request.raw)) visitOf(core, request.raw, reply.raw);
        else {
          reply.hijack();
          await answerRelay(core, request.raw, reply.raw);
        }
      } catch (error) {
        core.report('internal', 'a visit could not be opened', error);
      }
    });
  };
  // What fastify-plugin does: the hook is the application's, not of a scope of its own.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

/** A hook, for `preHandler` of a route or of an instance, that follows the verdict. */
export function fastifyEnforcing<Request extends FastifyRequestLike, Reply extends FastifyReplyLike>(
  core: Core,
  enforcement: FastifyEnforcement<Request, Reply> = {},
): FastifyHook<Request, Reply> {
  return async (request, reply) => {
    try {
      const visit = visitOf(core, request.raw, reply.raw);
      const { url } = request.routeOptions;
      if (url !== undefined) visit.tellRoute(routeTemplate(url));
      const found = await measure(visit, enforcement);
      if (found === 'challenge') {
        const { onChallenge } = enforcement;
        const passes = await passesChallenge(visit, onChallenge && (() => onChallenge(request, reply)));
        return passes ? undefined : reply;
      }
      const refusal = refusalFor(found);
      if (refusal === null) return undefined;
      reply.code(refusal.status);
      reply.headers({ ...refusal.headers });
      reply.send(refusal.body);
      return reply;
    } catch (error) {
      core.report('internal', 'enforcement failed', error);
      return undefined;
    }
  };
}
