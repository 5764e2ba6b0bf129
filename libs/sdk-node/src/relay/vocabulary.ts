/**
 * What a browser may tell through the relay: the server's whitelist, kept here so that what is not in it never leaves
 * the site. A test holds this table to the server's.
 */
type Check = (value: unknown) => boolean;

const number = (max: number, fits: Check): Check => {
  return (value) => value === null || (fits(value) && (value as number) >= 0 && (value as number) <= max);
};
const integer = (max: number): Check => number(max, Number.isInteger);
const decimal = (max: number): Check => number(max, Number.isFinite);
const flag: Check = (value) => value === null || typeof value === 'boolean';
const text = (pattern: RegExp): Check => {
  return (value) => value === null || (typeof value === 'string' && pattern.test(value));
};
const list = (itemsMax: number, item: RegExp): Check => {
  const fits: Check = (one) => typeof one === 'string' && item.test(one);
  return (value) => Array.isArray(value) && value.length <= itemsMax && value.every(fits);
};

const dayMs = 86_400_000;

const payloadKeys: ReadonlyMap<string, Check> = new Map([
  ['mouse_entropy', decimal(1)],
  ['scroll_velocity', decimal(1_000_000)],
  ['visibility_changes', integer(10_000)],
  ['first_input_delay_ms', integer(dayMs)],
  ['time_to_first_input_ms', integer(dayMs)],
  ['total_ms', integer(dayMs)],
  ['visible_ms', integer(dayMs)],
  ['mouse_moves', integer(1_000_000)],
  ['pointer_moves', integer(1_000_000)],
  ['scroll_events', integer(1_000_000)],
  ['click_events', integer(100_000)],
  ['key_events', integer(100_000)],
  ['scroll_max_depth_pct', integer(100)],
  ['max_touch_points', integer(100)],
  ['coarse_pointer', integer(1)],
  ['collector_version', text(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/)],
  ['page_path_hash', text(/^[0-9a-f]{1,32}$/)],
  ['page_path_shape', text(/^(?=.{1,64}$)\/[A-Za-z0-9/._{}-]*$/)],
  ['pointer_types', list(3, /^(?:mouse|touch|pen)$/)],
  ['languages', list(10, /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2}$/)],
  ['plugins', list(0, /^$/)],
]);

/**
 * Any flag passes: the script comes from the server, which may be newer than this package and look for something
 * more, and one bit cannot name anybody. The server refuses what it does not know.
 */
const isFlag = (key: string, value: unknown): boolean => /^[a-z_]{1,40}$/.test(key) && flag(value);

const isDescribed: Check = (payload) =>
  isRecord(payload) &&
  Object.entries(payload).every(([key, value]) => payloadKeys.get(key)?.(value) ?? isFlag(key, value));

const countsMax = 64;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts: Check = (value) =>
  isCount(value) || (Array.isArray(value) && value.length <= countsMax && value.every(isCount));
const namesCounts = (holds: Check): Check => {
  return (value) => {
    if (!isRecord(value)) return false;
    const entries = Object.entries(value);
    return (
      entries.length <= countsMax && entries.every(([key, one]) => /^[a-z_]{1,32}$/.test(key) && holds(one))
    );
  };
};
/** Numbers under names, in groups: no text can travel in it, whatever the browser script comes to measure. */
const isWindow = namesCounts((value) => isCounts(value) || namesCounts(isCounts)(value));

const payloadChecks: ReadonlyMap<unknown, Check> = new Map([
  ...['mouse', 'scroll', 'visibility', 'first_input', 'js_probe', 'page', 'snapshot'].map(
    (type): [string, Check] => [type, isDescribed],
  ),
  ['window', isWindow],
]);

/** The check of the payloads of a type; undefined for a type that is not forwarded. */
export function payloadCheck(type: unknown): Check | undefined {
  return payloadChecks.get(type);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
