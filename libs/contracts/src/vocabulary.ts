/**
 * The privacy whitelist: every key a browser payload may carry, and its bounds. This table is the one home of the
 * vocabulary; the zod schema, the fast check of the ingest path and the reference page are derived from it.
 * Maxima are those the official collector's relay enforces.
 */
interface NumberRule {
  readonly kind: 'integer' | 'decimal';
  readonly max: number;
}
interface FlagRule {
  readonly kind: 'boolean';
}
interface TextRule {
  readonly kind: 'text';
  readonly pattern: RegExp;
}
interface ListRule {
  readonly kind: 'list';
  readonly itemsMax: number;
  readonly item: RegExp;
}
export type PayloadRule = NumberRule | FlagRule | TextRule | ListRule;

const integer = (max: number): NumberRule => ({ kind: 'integer', max });
const decimal = (max: number): NumberRule => ({ kind: 'decimal', max });
const text = (pattern: RegExp): TextRule => ({ kind: 'text', pattern });
const list = (itemsMax: number, item: RegExp): ListRule => ({ kind: 'list', itemsMax, item });
const flag: FlagRule = { kind: 'boolean' };

const dayMs = 86_400_000;

/** Numbers are ≥ 0 and may be null, as may booleans and texts; lists may not. */
export const payloadVocabulary = {
  mouse_entropy: decimal(1),
  scroll_velocity: decimal(1_000_000),
  visibility_changes: integer(10_000),
  first_input_delay_ms: integer(dayMs),
  time_to_first_input_ms: integer(dayMs),
  total_ms: integer(dayMs),
  visible_ms: integer(dayMs),
  mouse_moves: integer(1_000_000),
  pointer_moves: integer(1_000_000),
  scroll_events: integer(1_000_000),
  click_events: integer(100_000),
  key_events: integer(100_000),
  scroll_max_depth_pct: integer(100),
  max_touch_points: integer(100),
  coarse_pointer: integer(1),
  js_passed: flag,
  webdriver: flag,
  headless: flag,
  headless_ua: flag,
  zero_viewport: flag,
  missing_plugins: flag,
  navigator_anomaly: flag,
  /** What the browser script of this product looks for besides; the meaning of each is in the registry of detections. */
  driver_globals: flag,
  rewritten_webdriver_flag: flag,
  debugger_attached: flag,
  rewritten_functions: flag,
  contexts_disagree: flag,
  engine_mismatch: flag,
  permission_contradiction: flag,
  default_viewport: flag,
  no_fine_pointer: flag,
  software_rendering: flag,
  no_webgl: flag,
  unknown_time_zone: flag,
  collector_version: text(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/),
  page_path_hash: text(/^[0-9a-f]{1,32}$/),
  page_path_shape: text(/^(?=.{1,64}$)\/[A-Za-z0-9/._{}-]*$/),
  pointer_types: list(3, /^(?:mouse|touch|pen)$/),
  languages: list(10, /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2}$/),
  /** Only the empty list: device names are nobody's business. */
  plugins: list(0, /^$/),
} as const satisfies Record<string, PayloadRule>;

export type PayloadKey = keyof typeof payloadVocabulary;

type ValueOf<Rule extends PayloadRule> = Rule extends NumberRule
  ? number
  : Rule extends FlagRule
    ? boolean
    : Rule extends TextRule
      ? string
      : readonly string[];

/** A payload in today's spelling. A key that is absent was not measured. */
export type Payload = { readonly [Key in PayloadKey]?: ValueOf<(typeof payloadVocabulary)[Key]> };

export const eventTypes = [
  'mouse',
  'scroll',
  'visibility',
  'first_input',
  'js_probe',
  'page',
  'snapshot',
  'window',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Spellings of the first published documentation, by event type: old key → today's key. */
export const legacyKeys: Readonly<Partial<Record<EventType, Readonly<Record<string, PayloadKey>>>>> = {
  mouse: { entropy: 'mouse_entropy', samples: 'mouse_moves' },
  scroll: { velocity: 'scroll_velocity' },
  visibility: { changes: 'visibility_changes' },
  first_input: { delay_ms: 'first_input_delay_ms' },
};
