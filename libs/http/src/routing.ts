import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Problem } from '@botect/contracts';
import express, {
  type Request as ExpressRequest,
  type Response as ExpressResponse,
  type Router,
} from 'express';
import { type Answer, preflightAnswer, problemAnswer } from './answer.ts';
import { originForm, repairedPath } from './request-target.ts';
import { type Responding, responder } from './responder.ts';
import type { Route } from './route.ts';
import { defaultBodyBytesMax, routeServer, type Serving } from './route-server.ts';

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
  return dispatching(router, serving);
}

/** A known path with another method: a browser's preflight, or METHOD_NOT_ALLOWED. */
function offMethod(routes: readonly Route[], serving: Responding): RequestListener {
  const anyOrigin = routes.some((route) => route.cors === 'any-origin');
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allowed = (anyOrigin ? [...methods, 'OPTIONS'] : methods).join(', ');
  const refusal = new Problem('METHOD_NOT_ALLOWED', `This path answers ${allowed}.`);
  const refused = problemAnswer(refusal, ['Allow', allowed]);
  const preflight = preflightAnswer(methods.join(', '));
  const answer = answering(serving, { path: routes[0]?.path ?? '', anyOrigin });
  return (req, res) => answer(req, res, anyOrigin && req.method === 'OPTIONS' ? preflight : refused);
}

function dispatching(router: Router, serving: Serving): RequestListener {
  const notFound = problemAnswer(new Problem('NOT_FOUND', 'There is nothing at this path.'));
  const answer = answering(serving, { anyOrigin: false });
  const find = (req: IncomingMessage, res: ServerResponse, lost: (error?: unknown) => void) =>
    router(req as ExpressRequest, res as ExpressResponse, lost);
  return (req, res) => {
    if (req.url?.startsWith('/') === false) req.url = originForm(req.url);
    const lost = () => answer(req, res, notFound);
    find(req, res, (error) => {
      // Handlers never fail into Express: an error here is a path it could not decode.
      const repaired = error ? repairedPath(req.url ?? '') : req.url;
      if (repaired === req.url) return lost();
      req.url = repaired ?? '';
      find(req, res, lost);
    });
  };
}

function answering(responding: Responding, surface: { readonly path?: string; readonly anyOrigin: boolean }) {
  const respond = responder(responding, { ...surface, bodyBytesMax: defaultBodyBytesMax });
  return (req: IncomingMessage, res: ServerResponse, answer: Answer) =>
    respond({ req, res, startedAt: performance.now(), span: null }, answer);
}
