import { Problem } from '@botect/contracts';
import { domainsOf } from '../../core/domains.ts';

/** Domains in their normal form. INVALID_PAYLOAD with the place of each that names no host. */
export function readDomains(texts: readonly string[]): readonly string[] {
  const { domains, refused } = domainsOf(texts);
  if (refused.length === 0) return domains;
  const message = 'must be a host name, like shop.example or *.shop.example';
  const faults = refused.map((index) => ({ path: `domains[${index}]`, message }));
  throw new Problem('INVALID_PAYLOAD', 'The request body is not valid.', {
    faults,
    portalKey: 'API.INVALID_DOMAIN',
  });
}
