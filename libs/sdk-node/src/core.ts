import { nodeSend } from './api/send.node.ts';
import { bounded } from './api/send.ts';
import { loggedInDelivery } from './delivery/delivery.ts';
import { Spool } from './delivery/spool.ts';
import { faultReporter, type ReportFault } from './faults.ts';
import { type BotectOptions, readOptions, type Settings, type TestSeams } from './options.ts';
import { Breaker } from './verdict/breaker.ts';
import type { VerdictContext } from './verdict/context.ts';
import { verdictLookUp } from './verdict/look-up.ts';
import type { Outcome } from './verdict/outcome.ts';
import { VerdictCache } from './verdict/verdict-cache.ts';
import { isSessionToken } from './visitor/session-token.ts';

const userAgent = 'botect-sdk-node/0.1';

/** What every integration stands on. */
export interface Core {
  readonly settings: Settings;
  readonly report: ReportFault;
  readonly spool: Spool;
  readonly lookUp: (session: string | null, context: VerdictContext) => Promise<Outcome>;
  loggedIn(session: string): boolean;
  close(withinMs: number): Promise<number>;
}

export function makeCore(options: BotectOptions, seams?: TestSeams): Core {
  const settings = readOptions(options, seams);
  const { elapsed, random, after, send } = settings.seams;
  const report = faultReporter(options.onFault);
  const wire = send === undefined ? nodeSend(settings.baseUrl, after) : { send, close: () => {} };
  const call = bounded(wire.send, after);
  const headers = {
    authorization: `Bearer ${settings.keys.privateKey}`,
    accept: 'application/json',
    'user-agent': userAgent,
  };
  const cache = new VerdictCache(elapsed, settings.cacheSeconds * 1_000);
  const budget = { connectMs: settings.connectTimeoutMs, totalMs: settings.verdictTimeoutMs };
  const spool = new Spool({ call, headers, elapsed, random, after, report });
  return {
    settings,
    report,
    spool,
    lookUp: verdictLookUp({ call, headers, budget, cache, breaker: new Breaker(elapsed), report }),
    loggedIn(session) {
      if (!isSessionToken(session)) return false;
      // Now, and once Botect knows: a verdict read in between may not know it yet.
      cache.forget(session);
      return spool.offer(loggedInDelivery(session, () => cache.forget(session)));
    },
    async close(withinMs) {
      const lost = await spool.close(withinMs);
      wire.close();
      return lost;
    },
  };
}
