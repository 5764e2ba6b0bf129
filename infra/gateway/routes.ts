/** A service that answers the public. Scoring has no port of its own for them. */
export type PublicService = 'ingest' | 'verdict' | 'accounts';

/** `exact`: this very path. `prefix`: every path that starts so. `pattern`: a regular expression over the whole path. */
export interface GatewayRoute {
  readonly service: PublicService;
  readonly kind: 'exact' | 'prefix' | 'pattern';
  readonly path: string;
}

/**
 * Which service of one public origin a path belongs to; the first that fits. The method plays no part, so that a wrong
 * one is refused by the service that knows the right ones. Whoever routes these paths by other means is compared with
 * this table by a test.
 */
const gatewayRoutes: readonly GatewayRoute[] = [
  { service: 'ingest', kind: 'exact', path: '/v1/events' },
  { service: 'ingest', kind: 'prefix', path: '/v1/server/' },
  { service: 'ingest', kind: 'exact', path: '/v1/sdk.js' },
  { service: 'ingest', kind: 'pattern', path: '/v1/sdk-[^/]+\\.js' },
  { service: 'ingest', kind: 'pattern', path: '/v1/sessions/[^/]+/logged-in' },
  { service: 'verdict', kind: 'pattern', path: '/v1/sessions/[^/]+/verdict' },
  { service: 'verdict', kind: 'exact', path: '/v1/detections' },
  { service: 'accounts', kind: 'prefix', path: '/' },
];

/** The service of a path as it stands in the request line, without the query. */
export function serviceOf(path: string): PublicService {
  const found = gatewayRoutes.find((route) => fits(route, path));
  if (found === undefined) throw new Error(`no service answers ${path}`);
  return found.service;
}

function fits({ kind, path: wanted }: GatewayRoute, path: string): boolean {
  if (kind === 'exact') return path === wanted;
  return kind === 'prefix' ? path.startsWith(wanted) : new RegExp(`^(?:${wanted})$`).test(path);
}
