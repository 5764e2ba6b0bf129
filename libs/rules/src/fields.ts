import { bands } from '@botect/contracts';
import type { Operator } from './operators.ts';
import type { Subject } from './subject.ts';

/** Bands a rule may name: those of today, and one that a newer collector's documentation knows. */
export const bandLiterals: readonly string[] = [...bands, 'confident_automated'];

type Read<T> = (subject: Subject) => T;

interface Typed<Type extends string, T> {
  readonly type: Type;
  /** Whether it can be unknown, so that `== null` and `!= null` make sense. */
  readonly nullable: boolean;
  readonly read: Read<T>;
}
export type NumberField = Typed<'number', number | null>;
export type FlagField = Typed<'flag', boolean | null>;
export interface TextField extends Typed<'text', string | null> {
  /** The only values it can take, when those are known. */
  readonly oneOf?: readonly string[];
  /** Country codes are written in either case; what is read of the subject is upper case. */
  readonly upperCase?: true;
}
export type IdsField = Typed<'ids', readonly number[]>;
export type AddressField = Typed<'address', Subject['ip']>;
export type Field = NumberField | FlagField | TextField | IdsField | AddressField;

const number = (nullable: boolean, read: NumberField['read']): NumberField => ({
  type: 'number',
  nullable,
  read,
});
const flag = (nullable: boolean, read: FlagField['read']): FlagField => ({ type: 'flag', nullable, read });
const text = (read: TextField['read']): TextField => ({ type: 'text', nullable: true, read });

/** All a rule may look at, by name. What is not here is refused when the rule is saved. */
export const fields = {
  score: number(false, ({ score }) => score),
  band: { type: 'text', nullable: false, read: ({ band }) => band, oneOf: bandLiterals },
  verified_bot: flag(false, ({ verifiedBot }) => verifiedBot),
  verified_bot_category: text(({ verifiedCategory }) => verifiedCategory),
  detection_ids: { type: 'ids', nullable: false, read: ({ detectionIds }) => detectionIds },
  'js_detection.passed': flag(true, ({ jsPassed }) => jsPassed),
  static_resource: flag(false, ({ staticResource }) => staticResource),
  'behavioral.mouse_entropy': number(true, ({ behavioral }) => behavioral.mouseEntropy),
  'behavioral.scroll_velocity': number(true, ({ behavioral }) => behavioral.scrollVelocity),
  'behavioral.visibility_changes': number(true, ({ behavioral }) => behavioral.visibilityChanges),
  'behavioral.first_input_delay_ms': number(true, ({ behavioral }) => behavioral.firstInputDelayMs),
  'behavioral.time_to_first_input_ms': number(true, ({ behavioral }) => behavioral.timeToFirstInputMs),
  path: text(({ path }) => path),
  ip: { type: 'address', nullable: true, read: ({ ip }) => ip },
  country: { ...text(({ country }) => country), upperCase: true },
  ua: text(({ ua }) => ua),
  logged_in: flag(true, ({ loggedIn }) => loggedIn),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as readonly FieldName[];

export const isFieldName = (name: string): name is FieldName => Object.hasOwn(fields, name);
export const fieldOf = (name: FieldName): Field => fields[name];

export const operatorsOf: Readonly<Record<Field['type'], readonly Operator[]>> = {
  number: ['==', '!=', '<', '<=', '>', '>='],
  flag: ['==', '!='],
  text: ['==', '!=', 'in', 'not in'],
  ids: ['in', 'not in'],
  address: ['==', '!=', 'in', 'not in'],
};
