import type { SignalClient } from '@botect/contracts';
import { readByBowser } from '../adapters/read-agent.bowser.ts';
import { changeSession } from './change-session.ts';
import type { Scoring } from './score-session.ts';
import { batch, signal } from './session-builder.fixture.ts';
import type { Batch } from './session-state.ts';

export const chrome142 =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** What Chromium 156 sent with the collector's fetch to another origin; names outside the recordable ones left out. */
export const fetchedByChromium =
  'host connection sec-ch-ua-platform sec-ch-ua sec-ch-ua-mobile user-agent accept sec-fetch-site sec-fetch-mode sec-fetch-dest referer accept-encoding accept-language';

export interface Asked {
  readonly ua: string | null;
  /** Header names in their order, with spaces between. */
  readonly headers: string;
  readonly client?: Partial<SignalClient>;
  readonly payload?: object;
  readonly over?: Partial<Batch>;
}

const read = readByBowser(() => null);

/** Scores a session whose one batch came with such a request over TLS. */
export function asked({ ua, headers, client = {}, payload = {}, over = {} }: Asked): Scoring {
  const observed: SignalClient = {
    ...{ ip: null, ua, header_names: headers.split(' '), accept_language: 'en', https: true },
    ...client,
  };
  const declared = read(ua ?? '');
  return changeSession(null, [
    batch([signal(1, 'snapshot', payload)], { client: observed, declared, ...over }),
  ]).scoring;
}
