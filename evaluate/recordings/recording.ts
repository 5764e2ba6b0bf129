/**
 * One recording of one session, as every corpus and every generator gives it: one line of JSON. Coordinates exist here only;
 * the browser SDK's reducer turns them into the aggregates that leave a page.
 */
export interface Recording {
  /** Where it was recorded, or `synthetic`. */
  readonly corpus: string;
  /** The attack family; on bots only. */
  readonly family?: string;
  readonly label: Label;
  /** Who was recorded: what is split by person is split by corpus and user. */
  readonly user: string;
  readonly session: string;
  readonly capabilities: Capabilities;
  /** What the environment probe found, when the recorder had one. */
  readonly environment?: Readonly<Record<string, boolean>>;
  readonly events: readonly RecordedEvent[];
}

export type Label = 'human' | 'bot';

export const layers = ['pointer', 'presses', 'keys', 'scroll', 'coalesced', 'environment'] as const;

/** The layers this recorder could see. What it could not see is unknown, never bot-like. */
export type Capabilities = Readonly<Record<(typeof layers)[number], boolean>>;

/** As recorders say it: `0` or `"L"` is the primary one; none is `""`, `null` or left out. */
export type Button = number | string | null;

/** `[t, kind, …]`: `t` is in milliseconds since the recording began and never decreases; positions are in CSS pixels. */
export type RecordedEvent =
  | MoveEvent
  | PressEvent
  | CoalescedEvent
  | KeyEvent
  | ScrollEvent
  | WheelEvent
  | TouchEvent
  | VisibilityEvent;

/** Pointer moved; `d` while dragging, which may begin without a press that was seen. */
export type MoveEvent = readonly [t: number, kind: 'm' | 'd', x: number, y: number, buttons?: Button];
/** Button pressed, released. */
export type PressEvent = readonly [t: number, kind: 'p' | 'r', x: number, y: number, button?: Button];
/** How many samples the browser had merged into the move before this. */
export type CoalescedEvent = readonly [t: number, kind: 'c', samples: number];
/** Key down, up: the slot pairs them and says nothing about the key. */
export type KeyEvent = readonly [t: number, kind: 'k' | 'u', slot: number | string];
/** The page has been scrolled to this many pixels from its top. */
export type ScrollEvent = readonly [t: number, kind: 's', scrollTop: number];
export type WheelEvent = readonly [t: number, kind: 'w', deltaY: number, deltaMode: number];
/** Touch started, moved, ended. */
export type TouchEvent = readonly [
  t: number,
  kind: 't' | 'v' | 'e',
  x: number,
  y: number,
  radius?: number | null,
  force?: number | null,
];
/** Page visible (0), hidden (1). */
export type VisibilityEvent = readonly [t: number, kind: 'h', hidden: 0 | 1];
