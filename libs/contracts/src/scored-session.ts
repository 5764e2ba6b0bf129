/** Session-level behaviour as rules see it; null means not measured. */
export interface BehavioralSignals {
  /** 0–1, four decimals. */
  readonly mouseEntropy: number | null;
  /** Pixels a second, two decimals. */
  readonly scrollVelocity: number | null;
  readonly visibilityChanges: number | null;
  readonly firstInputDelayMs: number | null;
  readonly timeToFirstInputMs: number | null;
}

/** Everything a verdict needs to know of a session; what a project decides about it is resolved per read. */
export interface ScoredSession {
  /** 0 not computed, 1–99, low = bot. */
  readonly score: number;
  /** Ascending. */
  readonly detectionIds: readonly number[];
  /** Category of a verified bot, e.g. `Search`; null for everyone else. */
  readonly verifiedCategory: string | null;
  /** null until a probe arrived. */
  readonly jsPassed: boolean | null;
  /** What the site's server last said of the visitor; null until it said anything. */
  readonly loggedIn: boolean | null;
  readonly behavioral: BehavioralSignals;
}

type Scale = readonly [field: keyof BehavioralSignals, bytes: 2 | 4, perUnit: number];

/** Fixed-point layout of the behavioural fields; order is part of the format. */
const layout: readonly Scale[] = [
  ['mouseEntropy', 2, 10_000],
  ['scrollVelocity', 4, 100],
  ['visibilityChanges', 2, 1],
  ['firstInputDelayMs', 4, 1],
  ['timeToFirstInputMs', 4, 1],
];

const formatVersion = 1;
/**
 * Above the version in one byte, where 0 is what version 1 always had there. A process from before logins takes the others
 * for an unknown format and asks PostgreSQL, instead of reading a wrong score.
 */
const loginShift = 4;
const flagCodes = new Map<boolean | null, number>([
  [null, 0],
  [true, 1],
  [false, 2],
]);
const flagValues: readonly (boolean | null)[] = [null, true, false];
const headBytes = 4;
/** The probe's outcome sits above the mask in one byte: a 25th byte with the revision would cost Redis 16. */
const jsShift = layout.length;

/**
 * Packs a scored session into 4–20 bytes, plus 2 a detection and the category of a verified bot. A JSON string costs
 * Redis 340 bytes a session, this about 150: login and format version, score, probe outcome and mask of the behavioural
 * fields present, category length, those fields as fixed point, category, detection ids as 16 bits each.
 */
export function encodeScoredSession(session: ScoredSession): Buffer {
  const category = Buffer.from(session.verifiedCategory ?? '');
  const buffer = Buffer.alloc(headBytes + 16 + category.length + 2 * session.detectionIds.length);
  let mask = 0;
  let at = headBytes;
  layout.forEach(([field, bytes, perUnit], bit) => {
    const value = session.behavioral[field];
    if (value === null) return;
    mask |= 1 << bit;
    at = buffer.writeUIntBE(Math.min(Math.round(value * perUnit), 2 ** (8 * bytes) - 1), at, bytes);
  });
  const probe = flagCodes.get(session.jsPassed) ?? 0;
  const login = flagCodes.get(session.loggedIn) ?? 0;
  const head = [
    (login << loginShift) | formatVersion,
    session.score,
    (probe << jsShift) | mask,
    category.length,
  ];
  head.forEach((byte, index) => {
    buffer[index] = byte;
  });
  at += category.copy(buffer, at);
  for (const id of session.detectionIds) at = buffer.writeUInt16BE(id, at);
  return buffer.subarray(0, at);
}

/** Reads `encodeScoredSession`'s bytes; null for a format version this code does not know. */
export function decodeScoredSession(bytes: Buffer): ScoredSession | null {
  const loggedIn = loginOf(bytes[0] ?? 0);
  if (loggedIn === undefined) return null;
  const packed = bytes[2] ?? 0;
  let at = headBytes;
  const behavioral: Record<keyof BehavioralSignals, number | null> = {
    mouseEntropy: null,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  };
  for (const [bit, [field, size, perUnit]] of layout.entries()) {
    if ((packed & (1 << bit)) === 0) continue;
    behavioral[field] = bytes.readUIntBE(at, size) / perUnit;
    at += size;
  }
  const categoryEnd = at + (bytes[3] ?? 0);
  const verifiedCategory = categoryEnd > at ? bytes.toString('utf8', at, categoryEnd) : null;
  const detectionIds: number[] = [];
  for (at = categoryEnd; at < bytes.length; at += 2) detectionIds.push(bytes.readUInt16BE(at));
  return {
    score: bytes[1] ?? 0,
    detectionIds,
    verifiedCategory,
    jsPassed: flagValues[packed >> jsShift] ?? null,
    loggedIn,
    behavioral,
  };
}

/** Of the first byte; undefined when it begins another format. */
function loginOf(first: number): boolean | null | undefined {
  return first % (1 << loginShift) === formatVersion ? flagValues[first >> loginShift] : undefined;
}
