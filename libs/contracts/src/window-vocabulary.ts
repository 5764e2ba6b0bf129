/**
 * What a `window` event may carry: the few seconds of input that the browser script reduced to counts. This table is
 * the one home of that vocabulary: the zod schema, the fast check of the ingest path, the merge and the types follow
 * from it. Every number is a whole number of at least 0; nothing in it is a coordinate, a key or a text.
 *
 * A group that is absent was not observable there (no keyboard events recorded, no coalesced samples in this browser):
 * unknown, never zero.
 */
interface CountRule {
  readonly max: number;
}
/** A list of exactly so many numbers. */
interface CountsRule extends CountRule {
  readonly length: number;
}

/** More than any window holds: one window ends after 60 moves or 5 s, and a page that was busy may send a few late. */
const count: CountRule = { max: 100_000 };
const ms: CountRule = { max: 86_400_000 };
const px: CountRule = { max: 10_000_000 };
const histogram = (length: number): CountsRule => ({ length, max: count.max });
/** Sums of products, in the units the field's comment names. */
const sums = (length: number): CountsRule => ({ length, max: 1_000_000_000_000 });

export const windowVocabulary = {
  /** Free pointer movement, one point a frame of 16.67 ms; drags are counted apart. */
  motion: {
    moves: count,
    /** Time between points of one stroke. */
    active_ms: ms,
    path_px: px,
    /** Length of the same path through points 12 px apart: smaller the rougher the path is. */
    coarse_px: px,
    /** Gaps between moves: from 100, 300, 1,000 and 5,000 ms. */
    pauses: histogram(4),
    /** Speed of a step in px/ms, logarithmic. */
    speed: histogram(12),
    /** Length of a step in px; the second bin is 1 px exactly. */
    step: histogram(8),
    /** Change of direction between steps, radians. */
    turn: histogram(8),
    /** The same of steps longer than 6 px alone. */
    long_turn: histogram(8),
    /** Ratio of the speeds of neighbouring steps, logarithmic. */
    step_ratio: histogram(9),
    /** Pairs of such ratios that are clearly not 1, and how many changed from faster to slower or back. */
    step_pairs: count,
    step_flips: count,
    /** Time of steps up to 2 px, and of steps longer than 6 px, in frames: below 1.5, 2.5, 4.5, and longer. */
    short_step_frames: histogram(4),
    long_step_frames: histogram(4),
    /** Change of direction between points 12 px apart. */
    bend: histogram(8),
    /** Ratio of the speeds of neighbouring cells of 50 ms, logarithmic. */
    ratio: histogram(9),
    /** Pairs of turns, and how many changed their sign. */
    turn_pairs: count,
    turn_flips: count,
    /** Pairs of accelerations over cells of 50 ms, sign changes, and clear speed peaks. */
    acceleration_pairs: count,
    acceleration_flips: count,
    peaks: count,
    /** Steps of at least 2 px; how many ran along an axis; how many repeated the step before. */
    long_steps: count,
    axis_steps: count,
    repeated_steps: count,
    /** Of ℓ = 100·log2(1 + 50·speed) over cells of 50 ms: n, Σℓ, Σℓ², Σℓ·ℓ₁, Σℓ·ℓ₂ (one and two cells before). */
    rhythm: sums(5),
    /** Of x = 100·(8 + ln curvature), y = 100·(8 + ln speed): n, Σx, Σy, Σx², Σxy, Σy². */
    power_law: sums(6),
    /** Strokes are movements between pauses of 100 ms and presses, at least 40 px long. */
    strokes: count,
    /** Movements shorter than that. */
    dabs: count,
    /** Chord through path. */
    straightness: histogram(6),
    /** When the stroke was fastest, as a share of its time. */
    peak_time: histogram(5),
    peaks_per_stroke: histogram(5),
    /** Speed in the last fifth of its time through its mean speed. */
    final_speed: histogram(5),
    /** Speed in the first fifth of its time through its mean speed. */
    initial_speed: histogram(5),
    stroke_ms: histogram(6),
    /** Greatest distance from the chord through the chord's length. */
    bow: histogram(6),
  },
  press: {
    presses: count,
    /** Length of presses that did not drag, ms, logarithmic. */
    length_ms: histogram(12),
    /** Moves since the press before: 0, 1, 2–4, 5–9, 10 and more. */
    moves_before: histogram(5),
    /** Time since the last move, ms: below 2, 20, 100, 500, and longer. */
    rest_ms: histogram(5),
    /** Distance from the target's centre: exact, below a tenth, a quarter of its size, farther, unknown. */
    offset: histogram(5),
    drags: count,
    drag_moves: count,
  },
  key: {
    presses: count,
    /** Time a key is held, ms, logarithmic. */
    hold_ms: histogram(12),
    /** Press to press within a burst (below 2 s), ms, logarithmic. */
    gap_ms: histogram(12),
    /** Of holds in ms: n, Σ, Σ²; of gaps likewise. */
    hold: sums(3),
    gap: sums(3),
    /** Pairs of keys in a burst; second pressed before the first was released; second pressed within 5 ms of it. */
    pairs: count,
    rollovers: count,
    immediate: count,
    backspaces: count,
    pastes: count,
    /** Fields that were filled without keys, and keys of an input method. */
    autofills: count,
    composed: count,
  },
  scroll: {
    events: count,
    distance_px: px,
    /** Changes of direction. */
    reversals: count,
    /** Steps of at least 100 px. */
    long_steps: count,
    /** Movements between pauses of 150 ms, and their number of events. */
    bursts: count,
    burst_events: histogram(6),
    /** Without wheel, touch, key or press in the 500 ms before. */
    unprompted: count,
  },
  wheel: {
    events: count,
    /** |delta| exactly 100 or 120. */
    notches: count,
    /** |delta| the same as the event before. */
    repeats: count,
    /** In units of lines or pages. */
    coarse: count,
  },
  touch: {
    taps: count,
    /** Length of taps, ms, logarithmic. */
    tap_ms: histogram(12),
    swipes: count,
    swipe_moves: count,
    straightness: histogram(6),
    swipe_speed: histogram(12),
    /** Touches whose radius, or force, changed while they lasted, among those that told it. */
    radius_known: count,
    radius_varied: count,
    force_known: count,
    force_varied: count,
  },
  /** Samples of the device joined in one pointer event: 1, 2, 3–4, 5–8, more. */
  samples: { events: count, joined: histogram(5) },
  /** From an event's own time to its handler, ms: below 1, 2, 4, 8, 14, 17, 33, and longer. */
  delay: { events: count, handler_ms: histogram(8) },
  trust: {
    events: count,
    /** Made by a script in the page. */
    untrusted: count,
    /** Buttons down without a press that was seen. */
    unexplained_buttons: count,
    /** Mouse presses, and how many reported no pressure: a mouse reports 0.5, automation protocols nothing. */
    mouse_presses: count,
    weightless_presses: count,
    /** Mouse moves to a whole device pixel, and between them. */
    whole_moves: count,
    fractional_moves: count,
  },
  page: { visible_ms: ms, hidden_ms: ms, events_while_hidden: count },
} as const satisfies Record<string, Record<string, CountRule | CountsRule>>;

export type WindowGroup = keyof typeof windowVocabulary;
type FieldsOf<Group extends WindowGroup> = (typeof windowVocabulary)[Group];
export type Counts<Group extends WindowGroup> = {
  readonly [Field in keyof FieldsOf<Group>]: FieldsOf<Group>[Field] extends CountsRule
    ? readonly number[]
    : number;
};
/** The groups of one window, or of all windows of a session added up. */
export type WindowCounts = { readonly [Group in WindowGroup]?: Counts<Group> };

/**
 * 32-bit hashes of movements of 100 px and more, salted by the site: alike movements give equal hashes, and nothing can be
 * read back. Four for each: its own, then those of the three cells nearest to it, by which it is found after small changes.
 */
export const sketchMax = 32;

export interface WindowPayload extends WindowCounts {
  readonly v: 1;
  /** Windows of one page load, counted from 0. */
  readonly seq: number;
  /** Since the page began, ms. */
  readonly at_ms: number;
  readonly span_ms: number;
  readonly sketch: readonly number[];
}

export const windowHead = {
  v: { min: 1, max: 1 },
  seq: { min: 0, max: 100_000 },
  at_ms: { min: 0, max: ms.max },
  span_ms: { min: 0, max: ms.max },
} as const;
