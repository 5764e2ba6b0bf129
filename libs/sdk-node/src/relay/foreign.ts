import type { VisitRequest } from '../visitor/visit-request.ts';

/**
 * Whether another site's page sent the request: its `Origin` names neither the host asked for nor one of `origins`, or
 * the browser calls the fetch cross-site. Only hosts are compared: behind a proxy the scheme is not known here.
 */
export function isForeign(request: VisitRequest, origins: readonly string[]): boolean {
  if (request.header('sec-fetch-site') === 'cross-site') return true;
  const origin = request.header('origin');
  if (origin === null || origins.includes(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== hostOf(request);
}

function hostOf(request: VisitRequest): string | null {
  const host = request.header('host');
  // As a URL, so that a default port and capitals make no difference.
  const url = `${request.header('origin')?.split(':')[0] ?? 'http'}://${host}`;
  return host !== null && URL.canParse(url) ? new URL(url).host : null;
}
