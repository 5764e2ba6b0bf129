import { neutralScore } from './behavioral.ts';
import { abstain, type Opinion, type Reason } from './opinion.ts';
import type { SessionSignals } from './session-signals.ts';

const headlessBrowser = /HeadlessChrome|PhantomJS|SlimerJS|HtmlUnit/i;
// Cubot makes telephones.
const declaredAutomation =
  /(?<!cu)bot\b|crawl|spider|scrap|selenium|webdriver|puppeteer|playwright|cypress|lighthouse/i;
const httpTool =
  /^(?:curl|wget|httpie|python|aiohttp|go-http-client|java|okhttp|apache-httpclient|node|undici|axios|got|libwww|ruby|php|guzzle|postman|insomnia)\b/i;

/**
 * What the request says of itself. An agent that declares automation is taken at its word. An HTTP tool's agent on
 * signals that only a browser can produce is more often a site's own relay that lost the visitor's agent, so it
 * counts only when the behaviour does not speak for a person.
 */
export function heuristics({ client }: SessionSignals, behaviour: number | null): Opinion {
  if (client === null) return abstain;
  const ua = client.ua?.trim() ?? '';
  const evidence = `user agent "${ua.slice(0, 80)}"`;
  if (headlessBrowser.test(ua)) return hard(1, { id: 1002, term: 'headless_user_agent', evidence });
  if (declaredAutomation.test(ua)) return hard(1, { id: 1001, term: 'automation_user_agent', evidence });
  if (behaviour !== null && behaviour >= neutralScore) return abstain;
  if (ua === '') return hard(20, { id: 1003, term: 'empty_user_agent', evidence: 'no user agent' });
  return httpTool.test(ua) ? hard(1, { id: 1001, term: 'automation_user_agent', evidence }) : abstain;
}

function hard(score: number, reason: Omit<Reason, 'points'>): Opinion {
  return { score, reasons: [{ ...reason, points: score }] };
}
