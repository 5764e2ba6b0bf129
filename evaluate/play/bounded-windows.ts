import { type Window, Windows } from '@botect/browser';
import { windowHead, windowVocabulary } from '@botect/contracts';

type Value = number | readonly number[] | Group;
type Group = { readonly [field: string]: Value };

/** The most of each field: of the head's by name, of a group's by group and name. */
const heads: Readonly<Record<string, { readonly max: number }>> = windowHead;
const groups: Readonly<Record<string, Readonly<Record<string, { readonly max: number }>>>> = windowVocabulary;

/**
 * Windows of what is played back. A live page hears so many events, for so long, that it cannot exceed the wire, and need not
 * carry this; a recording of a week, or of a million events at one moment, is told as the most there can be.
 */
export class BoundedWindows extends Windows {
  override peek(t: number): Window {
    const bounded = Object.entries(super.peek(t)).map(([name, value]) => [name, within(value, name)]);
    return Object.fromEntries(bounded) as Window;
  }
}

function within(value: Value, name: string): Value {
  if (typeof value === 'number') return Math.min(value, maxOf(heads[name]));
  if (isList(value)) return value;
  const rules = groups[name];
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [
      field,
      atMost(one as number | readonly number[], maxOf(rules?.[field])),
    ]),
  );
}

function atMost(value: number | readonly number[], max: number): number | readonly number[] {
  return typeof value === 'number' ? Math.min(value, max) : value.map((one) => Math.min(one, max));
}

const maxOf = (rule?: { readonly max: number }): number => rule?.max ?? Number.POSITIVE_INFINITY;

function isList(value: Value): value is readonly number[] {
  return Array.isArray(value);
}
