import { detectionWeights } from './detection-weights.ts';

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
  /** Points it adds to the neutral 50, at most where they depend on a measure; null for a hard score or no points. */
  readonly weight: number | null;
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
  [
    1010,
    'tool_header_shape',
    'The request has the header shape of an HTTP tool, not of the browser it names.',
    'proxies that rewrite headers',
  ],
  [
    1011,
    'missing_expected_headers',
    'Headers that the named browser always sends are missing.',
    'proxies that strip headers, old embedded browsers',
  ],
  [
    1012,
    'agent_contradicts_hints',
    'User agent and client hints name different browsers or systems.',
    'user-agent switchers',
  ],
  [
    1013,
    'agent_contradicts_page',
    'The page ran in another browser or system than the request named.',
    'user-agent switchers, desktop mode of telephones',
  ],
  [
    1020,
    'datacentre_network',
    'The address belongs to a hosting network.',
    'company gateways, remote desktops',
  ],
  [1021, 'relay_network', 'The address belongs to a VPN or relay exit.', 'people who value privacy'],
  [
    1030,
    'unproven_crawler',
    'The user agent names a crawler whose owner publishes its addresses, and this is none of them.',
    'lists gone stale, previews fetched on behalf of people',
  ],
  [
    1031,
    'invalid_agent_signature',
    'The request carried a bot signature that does not verify.',
    'clock skew',
  ],
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
  [2007, 'driver_globals', 'The page holds objects that only automation drivers leave behind.', none],
  [
    2008,
    'debugger_attached',
    'A debugger protocol is attached to the page.',
    'developers with their tools open',
  ],
  [2009, 'rewritten_functions', 'Built-in functions were rewritten to hide something.', 'privacy extensions'],
  [2010, 'language_mismatch', 'The page sees other languages than the request declared.', 'extensions'],
  [
    2011,
    'contexts_disagree',
    'Page, frame and worker describe different browsers.',
    'privacy browsers, extensions',
  ],
  [
    2012,
    'software_rendering',
    'Graphics are drawn without a graphics card.',
    'virtual machines, old computers',
  ],
  [2013, 'default_viewport', "The window has an automation tool's default size.", 'small or framed windows'],
  [
    2014,
    'permission_contradiction',
    'Two interfaces of the browser disagree on one permission.',
    'privacy browsers',
  ],
  [2015, 'no_fine_pointer', 'A desktop browser that knows no mouse.', 'remote desktops, televisions'],
  [
    2016,
    'rewritten_webdriver_flag',
    'The flag by which a browser admits automation was rewritten.',
    'anti-fingerprinting extensions',
  ],
  [
    2017,
    'engine_mismatch',
    'The JavaScript engine is not the one the browser names.',
    'user-agent switchers',
  ],
  [2018, 'unknown_time_zone', 'The clock runs on UTC.', 'virtual machines, Iceland, privacy browsers'],
  [2019, 'no_webgl', 'The browser draws no three-dimensional graphics.', 'privacy settings, old computers'],
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
  [
    3010,
    'synthetic_motion',
    'The pointer moved the way generated paths move, not the way a hand does.',
    'remote desktops, unusual pointing devices',
  ],
  [3011, 'short_presses', 'Mouse presses are shorter than a finger can make them.', 'dwell clickers'],
  [
    3012,
    'clicks_without_approach',
    'The pointer jumps to its targets instead of travelling there.',
    'touch screens that report as mice, remote control from a telephone, voice control',
  ],
  [
    3013,
    'short_key_presses',
    'Keys are released sooner than a finger can.',
    'text expanders, password managers that type, security keys, on-screen keyboards',
  ],
  [3014, 'metronomic_typing', 'Keys follow each other at a constant pace.', 'repeating keys, scanners'],
  [
    3015,
    'superhuman_typing',
    'Keys follow each other faster than anyone types.',
    'text expanders, security keys',
  ],
  [3016, 'uniform_key_presses', 'All keys are held for the same time.', 'on-screen keyboards, scanners'],
  [
    3017,
    'single_samples',
    'Each pointer event holds exactly one sample of the device.',
    'pointing devices of 60 Hz, remote desktops',
  ],
  [
    3018,
    'scrolling_without_device',
    'The page scrolled without wheel, touch or key.',
    'scroll bars, jump links',
  ],
  [
    3019,
    'uniform_wheel',
    'Every turn of the wheel has the same size and is one event.',
    'smooth scrolling switched off, remote desktops',
  ],
  [3020, 'lockstep_input', 'Input arrives in lock-step with the drawn frames.', 'remote desktops'],
  [3021, 'untrusted_input', 'Input events were made by a script in the page.', 'accessibility extensions'],
  [
    3022,
    'centred_clicks',
    'Every click hits the exact centre of its target.',
    'voice control that names its target',
  ],
  [
    3023,
    'instant_release',
    'Each key goes down in the very instant the one before goes up.',
    'text expanders, keys held over a remote desktop',
  ],
  [
    3024,
    'weightless_presses',
    'Mouse presses carry no pressure, as when an automation protocol makes them.',
    'Safari under the name of another browser',
  ],
  [
    3025,
    'fractional_positions',
    'The mouse is reported between pixels, as computed paths are.',
    'Linux with Wayland, pages framed between pixels',
  ],
  [
    3030,
    'impossible_window',
    'The reported measurements contradict each other.',
    'a damaged or outdated script',
  ],
  [3031, 'edited_clock', 'The reported times contradict each other.', 'a computer that slept'],
  [3032, 'replayed_motion', 'The pointer repeats a movement seen in another session.', none],
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
  weight: detectionWeights[id] ?? null,
}));

const byId = new Map(detections.map((detection) => [detection.id, detection]));

export function detectionOf(id: number): Detection | undefined {
  return byId.get(id);
}
