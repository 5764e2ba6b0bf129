/** Which part of scoring speaks through a detection. */
export type Engine = 'heuristics' | 'js_detection' | 'behavioral' | 'policy';

export interface Detection {
  readonly id: number;
  readonly engine: Engine;
  readonly name: string;
  /** The sentence an owner reads in a verdict's reason. */
  readonly sentence: string;
  /** Honest visitors known to cause it. */
  readonly falsePositives: string;
}

const none = 'none known';

/**
 * Every detection there is. Append-only: an id is never reused and never changes its meaning. 1000–1999 heuristics,
 * 2000–2999 JavaScript probe, 3000–3999 behaviour, 9000 and up policy.
 */
const entries: readonly (readonly [number, string, string, string])[] = [
  [1001, 'automation_user_agent', 'The user agent declares an automation tool or crawler.', none],
  [1002, 'headless_user_agent', 'The user agent declares a headless browser.', none],
  [1003, 'empty_user_agent', 'The request carried no user agent.', 'proxies that strip headers'],
  [2001, 'webdriver', 'The browser reports that it is driven by automation.', none],
  [2002, 'headless', 'The browser shows signs of running headless.', 'virtual machines'],
  [2003, 'headless_client_agent', 'The browser calls itself headless in its own page.', none],
  [2004, 'zero_viewport', 'The browser window has no size.', 'background and pre-rendered tabs'],
  [2005, 'missing_plugins', 'A desktop browser without its built-in plugins.', 'privacy browsers'],
  [
    2006,
    'navigator_anomaly',
    'Properties of the browser contradict each other.',
    'privacy browsers, extensions',
  ],
  [2010, 'language_mismatch', 'The page sees other languages than the request declared.', 'extensions'],
  [3001, 'no_input', 'The page was visible for long without a single input.', 'reading, video'],
  [
    3002,
    'low_pointer_entropy',
    'The pointer moved with hardly any natural variation.',
    'drags along one axis, switch devices',
  ],
  [
    3003,
    'impossible_scroll_speed',
    'The page was scrolled faster than a hand can.',
    'jump links, Home and End keys',
  ],
  [3004, 'instant_first_input', 'The first input came sooner than a person can react.', 'restored tabs'],
  [3005, 'clicks_without_movement', 'A mouse clicked repeatedly without ever moving.', 'keyboard activation'],
  [3006, 'activity_while_hidden', 'There was input although the page was never visible.', 'window occlusion'],
  [9001, 'below_threshold', "The score is below this project's threshold.", 'a threshold set high'],
  [9002, 'matched_rule', 'A rule of this project decided.', 'rules about anything but bots'],
];

const engineOf = (id: number): Engine =>
  id < 2000 ? 'heuristics' : id < 3000 ? 'js_detection' : id < 4000 ? 'behavioral' : 'policy';

export const detections: readonly Detection[] = entries.map(([id, name, sentence, falsePositives]) => ({
  id,
  engine: engineOf(id),
  name,
  sentence,
  falsePositives,
}));

const byId = new Map(detections.map((detection) => [detection.id, detection]));

export function detectionOf(id: number): Detection | undefined {
  return byId.get(id);
}
