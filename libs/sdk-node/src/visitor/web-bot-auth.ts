import type { VisitRequest } from './visit-request.ts';

/** A robot's signature (RFC 9421) on this request, byte for byte, for the server to verify. */
export interface SignedVisit {
  /** The host visitors reach the site under, with its port unless it is 443. */
  readonly authority: string;
  readonly signature: string;
  readonly signature_input: string;
  readonly signature_agent?: string;
  readonly method?: string;
  /** With its query; only where the signature covers it. */
  readonly path?: string;
}

const fieldMax = 4_096;
const agentMax = 2_048;
const pathMax = 2_048;
const printable = /^[\x20-\x7e]+$/;
const coversPath = /"@(?:path|query|target-uri)"/;

/** Null when the request is not signed, or in a way the server would not read. */
export function signedVisit(request: VisitRequest, origins: readonly string[]): SignedVisit | null {
  const signature = field(request.header('signature'), fieldMax);
  const input = field(request.header('signature-input'), fieldMax);
  const authority = authorityOf(request.header('host'), origins);
  if (signature === null || input === null || authority === null) return null;
  const agent = field(request.header('signature-agent'), agentMax);
  const { target, method } = request;
  // A path is told only where the signature cannot be verified without.
  const told = coversPath.test(input) && target.length <= pathMax && /^\/[!-"$-~]*$/.test(target);
  return {
    authority,
    signature,
    signature_input: input,
    ...(agent !== null && { signature_agent: agent }),
    ...(input.includes('"@method"') && /^[A-Za-z0-9-]{1,32}$/.test(method) && { method }),
    ...(told && { path: target }),
  };
}

function field(value: string | null, max: number): string | null {
  return value !== null && value.length <= max && printable.test(value) ? value : null;
}

/** The host asked for; behind a proxy that renames hosts, the first origin of the site. */
function authorityOf(host: string | null, origins: readonly string[]): string | null {
  const hosts = origins.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin).host);
  const asked = host?.toLowerCase().replace(/:443$/, '') ?? '';
  const authority = hosts.length === 0 || hosts.includes(asked) ? asked : (hosts[0] ?? '');
  return /^[a-z0-9.:[\]_-]{1,261}$/.test(authority) ? authority : null;
}
