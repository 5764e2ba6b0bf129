import { type ClientHints, reportableHeaders, type SignalClient } from '@botect/contracts';
import type { Request } from '@botect/http';
import { observedHeaders } from '../core/observed-headers.ts';

/** Longest user agent, language list and hints kept; real ones stay below. */
const [uaMax, languagesMax, brandsMax, hintMax] = [512, 200, 256, 32];
/** The same of every request, whoever received it. */
const recordable: ReadonlySet<string> = new Set(reportableHeaders);

/** What is kept of the request a browser sent itself: what kind of program asks, not who. */
export function observedClient(request: Request): SignalClient {
  const hints = hintsOf(request);
  return {
    ip: request.clientAddress() || null,
    ua: cut(request, 'user-agent', uaMax),
    header_names: observedHeaders(request.headerNames(), recordable),
    accept_language: cut(request, 'accept-language', languagesMax),
    ...(request.scheme() === 'https' && { https: true as const }),
    ...(hints !== null && { hints }),
  };
}

function hintsOf(request: Request): ClientHints | null {
  const hints = {
    ua: cut(request, 'sec-ch-ua', brandsMax),
    platform: cut(request, 'sec-ch-ua-platform', hintMax),
    mobile: cut(request, 'sec-ch-ua-mobile', hintMax),
  };
  return Object.values(hints).every((hint) => hint === null) ? null : hints;
}

function cut(request: Request, name: string, lettersMax: number): string | null {
  return request.header(name)?.slice(0, lettersMax) ?? null;
}
