import type { RequestListener } from 'node:http';
import { type Problem, type SurfaceName, surfaceOfPath } from '@botect/contracts';
import { pathOf } from './http-request.ts';
import { refusing } from './refusals.ts';
import { responder } from './responder.ts';
import { defaultBodyBytesMax, type Serving } from './route-server.ts';

/** Refuses what belongs to no route, in the surface its path belongs to. */
export function unrouted(problem: Problem, serving: Serving): RequestListener {
  const respond = responder(serving, { anyOrigin: false, bodyBytesMax: defaultBodyBytesMax });
  const refusal = (surface: SurfaceName) => refusing(surface, serving.wire)(problem);
  const refusals = { bare: refusal('bare'), envelope: refusal('envelope'), portal: refusal('portal') };
  return (req, res) => {
    const refused = refusals[surfaceOfPath(pathOf(req.url ?? ''))];
    respond({ req, res, startedAt: performance.now(), span: null }, refused(req));
  };
}

/** Refuses requests that came, or that a trusted proxy says came, over anything but HTTPS; before all else. */
export function httpsOnly(
  listener: RequestListener,
  refuse: RequestListener,
  { wire }: Serving,
): RequestListener {
  return (req, res) => (wire.schemeOf(req) === 'https' ? listener : refuse)(req, res);
}
