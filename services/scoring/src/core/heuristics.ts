import { neutralScore } from './behavioral.ts';
import { hintsAtHeadless } from './client-hints.ts';
import { abstain, type Reason } from './opinion.ts';
import { type RequestEvidence, requestContradictions } from './request-contradictions.ts';
import type { SessionSignals } from './session-signals.ts';

const headlessBrowser = /HeadlessChrome|PhantomJS|SlimerJS|HtmlUnit/i;
// Cubot makes telephones.
const declaredAutomation =
  /(?<!cu)bot\b|crawl|spider|scrap|selenium|webdriver|puppeteer|playwright|cypress|lighthouse/i;
const httpTool =
  /^(?:curl|wget|httpie|python|aiohttp|go-http-client|java|okhttp|apache-httpclient|node|undici|axios|got|libwww|ruby|php|guzzle(?:http)?|postman|insomnia|faraday|restsharp|reqwest|dart|deno|bun)\b/i;
/** Of an agent that only a list calls a program: apps give their web views names that look like tools. */
const listedScore = 5;

/**
 * What the request says of itself. An agent that declares automation is taken at its word. An HTTP tool's agent on
 * signals that only a browser can produce is more often a site's own relay that lost the visitor's agent, so it
 * counts only when the behaviour does not speak for a person; so does everything a relay, a gateway or a switched agent
 * may have caused.
 */
export function heuristics(signals: SessionSignals, behaviour: number | null): RequestEvidence {
  const { client, declared } = signals;
  if (client === null) return silent;
  const ua = client.ua?.trim() ?? '';
  const evidence = `user agent "${ua.slice(0, 80)}"`;
  if (headlessBrowser.test(ua)) return hard(1, { id: 1002, term: 'headless_user_agent', evidence });
  if (hintsAtHeadless(client.hints))
    return hard(1, { id: 1002, term: 'headless_user_agent', evidence: 'headless in the client hints' });
  const automation = { id: 1001, term: 'automation_user_agent', evidence };
  if (declaredAutomation.test(ua) || declared?.automation === 'named') return hard(1, automation);
  if (behaviour !== null && behaviour >= neutralScore) return silent;
  if (ua === '') return hard(20, { id: 1003, term: 'empty_user_agent', evidence: 'no user agent' });
  if (httpTool.test(ua)) return hard(1, automation);
  if (declared?.automation === 'listed') return hard(listedScore, automation);
  return requestContradictions(signals);
}

const silent: RequestEvidence = { ...abstain, points: 0 };

function hard(score: number, reason: Omit<Reason, 'points'>): RequestEvidence {
  return { score, reasons: [{ ...reason, points: score }], points: 0 };
}
