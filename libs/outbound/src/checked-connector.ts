import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '@botect/networks';
import { buildConnector } from 'undici';
import { OutboundFault } from './outbound-fault.ts';

export interface ConnectorOptions {
  /** How names become addresses; by default the system's resolver. Asked anew for each connection. */
  readonly lookup?: LookupFunction;
  /** Which addresses may be reached; by default the public ones. */
  readonly allows?: (address: string) => boolean;
  /** Certificates to trust in place of the well-known authorities, as PEM. */
  readonly ca?: string;
}

/**
 * Opens TLS connections to allowed addresses alone. The check sits between resolving and connecting, so the address
 * judged is the address dialled: a name that changes its answer in between gains nothing. One address that is not
 * allowed refuses the name with all of them.
 */
export function checkedConnector(options: ConnectorOptions, timeoutMs: number): buildConnector.connector {
  const { lookup = systemLookup as LookupFunction, allows = isPublicAddress, ca } = options;
  const checked: LookupFunction = (name, wanted, answer) => {
    lookup(name, { ...wanted, all: true }, (error, found) => {
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : (found ?? []);
      const [first] = addresses;
      if (error !== null || first === undefined) return answer(error ?? new OutboundFault('unreachable'), []);
      if (!addresses.every(({ address }) => allows(address))) {
        return answer(new OutboundFault('address_refused'), []);
      }
      return wanted.all === true ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };
  const connect = buildConnector({
    lookup: checked,
    timeout: timeoutMs,
    allowH2: false,
    maxCachedSessions: 0,
    ...(ca === undefined ? {} : { ca }),
  });
  return (target, done) => {
    // A host that is an address is dialled without being looked up.
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !allows(host)) return done(new OutboundFault('address_refused'), null);
    return connect(target, done);
  };
}
