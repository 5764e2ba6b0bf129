import type { Route } from '@botect/http';
import { type Connections, connectPorts } from './adapters/connect-ports.ts';
import { acceptEvents } from './handlers/accept-events.ts';
import { acceptPageHit } from './handlers/accept-page-hit.ts';
import { acceptServerEvents } from './handlers/accept-server-events.ts';
import { assertLogin } from './handlers/assert-login.ts';
import { showBrowserScript, showPinnedScript } from './handlers/show-browser-script.ts';

export type IngestConnections = Connections;

const priority = 'ingest';
/** Browsers send beacons as text. */
const fromBrowsers = { cors: 'any-origin', accepts: ['application/json', 'text/plain'] } as const;

/** Ingest: what it answers. */
export function ingest(connections: IngestConnections) {
  const ports = connectPorts(connections);
  const login = '/v1/sessions/:session_token/logged-in';
  const routes: Route[] = [
    { method: 'POST', path: '/v1/events', priority, ...fromBrowsers, handle: acceptEvents(ports) },
    { method: 'POST', path: '/v1/server/page-hits', priority, handle: acceptPageHit(ports) },
    { method: 'POST', path: '/v1/server/events', priority, handle: acceptServerEvents(ports) },
    // Comes without a body. What comes all the same is dropped: never refused for its type, nor for a length it does not tell.
    { method: 'POST', path: login, priority, accepts: 'anything', handle: assertLogin(ports) },
  ];
  const script = { method: 'GET', priority, cors: 'any-origin' } as const;
  routes.push(
    { ...script, path: '/v1/sdk.js', handle: showBrowserScript(ports.browserScript) },
    { ...script, path: '/v1/sdk-:version.js', handle: showPinnedScript(ports.browserScript) },
  );
  return { routes };
}
