import type { Networks } from '@botect/networks';
import type { NetworkLookup } from '../core/change-session.ts';

/** Gathers what memory holds of an address: the lists it is in, and what is known of the crawler its agent names. Never waits. */
export function lookUpNetwork(networks: Networks): NetworkLookup {
  return (ip, ua) => ({
    ...networks.networkOf(ip),
    claim: ua === null ? null : networks.proveCrawler(ip, ua),
  });
}
