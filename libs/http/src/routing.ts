import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Problem } from '@botect/contracts';
import express, {
  type Request as ExpressRequest,
  type Response as ExpressResponse,
  type Router,
} from 'express';
import { preflightAnswer } from './answer.ts';
import { refusing } from './refusals.ts';
import { originForm, repairedPath } from './request-target.ts';
import { responder } from './responder.ts';
import type { Route } from './route.ts';
import { defaultBodyBytesMax, routeServer, type Serving } from './route-server.ts';
import { httpsOnly, unrouted } from './unrouted.ts';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Express's router finds the route. Its application is left out: changing the prototypes of every request and answer is
 * most of its cost, and nothing here uses what they add.
 */
export function routing(routes: readonly Route[], serving: Serving): RequestListener {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method.toLowerCase() as Verb](route.path, routeServer(route, serving));
  }
  // After all routes: a pattern must not refuse the method of a longer path that it happens to match too.
  for (const [path, sharing] of Map.groupBy(routes, (route) => route.path)) {
    router.all(path, offMethod(sharing, serving));
  }
  const listener = dispatching(router, serving);
  if (!serving.requireHttps) return listener;
  const insecure = new Problem('FORBIDDEN', 'This server answers over HTTPS alone.');
  return httpsOnly(listener, unrouted(insecure, serving), serving);
}

/** A known path with another method: a browser's preflight, or METHOD_NOT_ALLOWED in the surface of the path. */
function offMethod(routes: readonly Route[], serving: Serving): RequestListener {
  const anyOrigin = routes.some((route) => route.cors === 'any-origin');
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allowed = (anyOrigin ? [...methods, 'OPTIONS'] : methods).join(', ');
  const problem = new Problem('METHOD_NOT_ALLOWED', `This path answers ${allowed}.`);
  const { path = '', surface = 'bare' } = routes[0] ?? {};
  const refused = refusing(surface, serving.wire)(problem, ['Allow', allowed]);
  const preflight = preflightAnswer(methods.join(', '));
  const respond = responder(serving, { path, anyOrigin, bodyBytesMax: defaultBodyBytesMax });
  return (req, res) => {
    const answer = anyOrigin && req.method === 'OPTIONS' ? preflight : refused(req);
    respond({ req, res, startedAt: performance.now(), span: null }, answer);
  };
}

function dispatching(router: Router, serving: Serving): RequestListener {
  const notFound = unrouted(new Problem('NOT_FOUND', 'There is nothing at this path.'), serving);
  const find = (req: IncomingMessage, res: ServerResponse, lost: (error?: unknown) => void) =>
    router(req as ExpressRequest, res as ExpressResponse, lost);
  return (req, res) => {
    if (req.url?.startsWith('/') === false) req.url = originForm(req.url);
    const lost = () => notFound(req, res);
    find(req, res, (error) => {
      // Handlers never fail into Express: an error here is a path it could not decode.
      const repaired = error ? repairedPath(req.url ?? '') : req.url;
      if (repaired === req.url) return lost();
      req.url = repaired ?? '';
      find(req, res, lost);
    });
  };
}
