import type { Reason } from './opinion.ts';
import type { SessionSignals } from './session-signals.ts';
import type { Tell } from './session-state.ts';

export interface JsDetection {
  /** null until a probe said anything. */
  readonly passed: boolean | null;
  readonly reasons: readonly Reason[];
}

export const tellIds: Readonly<Record<Tell, number>> = {
  webdriver: 2001,
  headless: 2002,
  headless_ua: 2003,
  zero_viewport: 2004,
  missing_plugins: 2005,
  navigator_anomaly: 2006,
  driver_globals: 2007,
  debugger_attached: 2008,
  rewritten_functions: 2009,
  contexts_disagree: 2011,
  software_rendering: 2012,
  default_viewport: 2013,
  permission_contradiction: 2014,
  no_fine_pointer: 2015,
  rewritten_webdriver_flag: 2016,
  engine_mismatch: 2017,
  unknown_time_zone: 2018,
  no_webgl: 2019,
};
export const languageMismatch = 2010;

/**
 * Tells that fail a probe by themselves. The others also occur in honest browsers: with a developer's tools, extensions against
 * fingerprinting or a switched user agent, in virtual machines, under privacy settings and on old computers.
 */
const decisive: readonly Tell[] = ['webdriver', 'headless', 'headless_ua', 'driver_globals'];

/**
 * What the page's own probe says. It has no score: a headless browser that behaves like a person needs behavioural
 * evidence to be flagged. A passed probe's anomalies are not held against anybody.
 */
export function jsDetection({ probe, client }: SessionSignals): JsDetection {
  const tells = probe.tells;
  const failed = probe.passed === false || decisive.some((tell) => tells.includes(tell));
  if (!failed) return { passed: probe.passed, reasons: [] };
  const reasons = tells.map(
    (tell): Reason => ({ id: tellIds[tell], term: tell, points: 0, evidence: `${tell} true` }),
  );
  const mismatch = languagesDisagree(probe.languages, client?.accept_language ?? null);
  const language = {
    id: languageMismatch,
    term: 'language_mismatch',
    points: 0,
    evidence: 'no language in common',
  };
  return { passed: false, reasons: mismatch ? [...reasons, language] : reasons };
}

function languagesDisagree(page: readonly string[], header: string | null): boolean {
  if (page.length === 0 || header === null || header.trim() === '') return false;
  const primary = (tag: string) => tag.trim().toLowerCase().split(/[-;]/, 1)[0];
  const declared = header.split(',').map(primary);
  return !declared.includes('*') && !page.some((tag) => declared.includes(primary(tag)));
}
