import { RecordingFault, shown } from './faults.ts';
import type { RecordedEvent } from './recording.ts';

/** Bounds of what is believed: a week, and as many pixels as no screen or page has. */
export const limits = { tMs: 604_800_000, pixels: 10_000_000, samples: 100_000, textLength: 64 } as const;

type Check = (value: unknown) => boolean;

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const place: Check = (value) => finite(value) && Math.abs(value) <= limits.pixels;
const shortText: Check = (value) => typeof value === 'string' && value.length <= limits.textLength;
const button: Check = (value) => value === null || finite(value) || shortText(value);
const samples: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= limits.samples;
const slot: Check = (value) => finite(value) || shortText(value);
const deltaMode: Check = (value) => value === 0 || value === 1 || value === 2;
const contact: Check = (value) => value === null || (finite(value) && value >= 0 && value <= limits.pixels);
const hidden: Check = (value) => value === 0 || value === 1;

interface Shape {
  /** What follows time and kind. */
  readonly fields: readonly (readonly [name: string, check: Check])[];
  readonly required: number;
}

const at = [['x', place] as const, ['y', place] as const];
const move: Shape = { fields: [...at, ['buttons', button]], required: 2 };
const press: Shape = { fields: [...at, ['button', button]], required: 2 };
const key: Shape = { fields: [['slot', slot]], required: 1 };
const touch: Shape = { fields: [...at, ['radius', contact], ['force', contact]], required: 2 };

const shapes: Readonly<Record<RecordedEvent[1], Shape>> = {
  m: move,
  d: move,
  p: press,
  r: press,
  c: { fields: [['count', samples]], required: 1 },
  k: key,
  u: key,
  s: { fields: [['scrollTop', place]], required: 1 },
  w: {
    fields: [
      ['deltaY', place],
      ['deltaMode', deltaMode],
    ],
    required: 2,
  },
  t: touch,
  v: touch,
  e: touch,
  h: { fields: [['hidden', hidden]], required: 1 },
};
const known = new Map<unknown, Shape>(Object.entries(shapes));

/**
 * The value as an event, `lastMs` being the time of the one before it. Refused are unknown kinds, fields that are missing, of
 * another type, out of bounds or too many, and a time before the last one.
 */
export function parseEvent(value: unknown, lastMs: number): RecordedEvent {
  if (!Array.isArray(value)) throw new RecordingFault(`an event is an array, not ${shown(value)}`);
  const [t, kind] = value;
  const shape = known.get(kind);
  if (!shape) throw new RecordingFault(`unknown kind ${shown(kind)} in ${shown(value)}`);
  if (!finite(t) || t < 0 || t > limits.tMs) throw new RecordingFault(`t is ${shown(t)}`);
  if (t < lastMs) throw new RecordingFault(`t falls from ${lastMs} to ${t}`);
  const { fields, required } = shape;
  if (value.length > fields.length + 2) throw new RecordingFault(`too many fields in ${shown(value)}`);
  for (let i = 0; i < fields.length; i++) {
    const [name, check] = fields[i] ?? ['', () => true];
    const isMissing = i + 2 >= value.length;
    if (isMissing ? i < required : !check(value[i + 2])) {
      throw new RecordingFault(
        `${name} is ${isMissing ? 'missing' : shown(value[i + 2])} in ${shown(value)}`,
      );
    }
  }
  // Every field has been looked at just now.
  return value as unknown as RecordedEvent;
}
