import { z } from 'zod';
import {
  sketchMax,
  type WindowCounts,
  type WindowGroup,
  type WindowPayload,
  windowHead,
  windowVocabulary,
} from './window-vocabulary.ts';

type Rule = { readonly length?: number; readonly max: number };
type Rules = Readonly<Record<string, Rule>>;

const groups = Object.entries(windowVocabulary) as [WindowGroup, Rules][];
const uint32Max = 2 ** 32 - 1;

function schemaOf({ length, max }: Rule): z.ZodType {
  const one = z.int().min(0).max(max);
  return length === undefined ? one : z.array(one).length(length);
}

const groupSchemas = groups.map(([group, rules]) => [
  group,
  z
    .strictObject(Object.fromEntries(Object.entries(rules).map(([field, rule]) => [field, schemaOf(rule)])))
    .optional(),
]);
const headSchemas = Object.entries(windowHead).map(([field, { min, max }]) => [
  field,
  z.int().min(min).max(max),
]);

/** The payload of a `window` event: whole groups with every field, or no group at all. */
export const windowPayloadSchema = z.strictObject({
  ...Object.fromEntries(headSchemas),
  ...Object.fromEntries(groupSchemas),
  sketch: z.array(z.int().min(0).max(uint32Max)).max(sketchMax),
});

const groupChecks = new Map<string, Rules>(groups);
const headChecks = new Map<string, { readonly min: number; readonly max: number }>(
  Object.entries(windowHead),
);

/** The same language as `windowPayloadSchema`, allocating nothing. */
export function isWindowPayload(value: unknown): value is WindowPayload {
  if (!isRecord(value)) return false;
  for (const field of headChecks.keys()) if (!(field in value)) return false;
  if (!('sketch' in value)) return false;
  for (const field in value) if (!isWindowField(field, value[field])) return false;
  return true;
}

function isWindowField(field: string, value: unknown): boolean {
  const head = headChecks.get(field);
  if (head !== undefined) return isCount(value, head.max) && (value as number) >= head.min;
  if (field === 'sketch') return isCounts(value, uint32Max) && value.length <= sketchMax;
  const rules = groupChecks.get(field);
  return rules !== undefined && isGroup(value, rules);
}

function isGroup(value: unknown, rules: Rules): boolean {
  if (!isRecord(value)) return false;
  for (const field in value) if (!Object.hasOwn(rules, field)) return false;
  for (const field in rules) {
    const { length, max } = rules[field] as Rule;
    const found = value[field];
    const passes = length === undefined ? isCount(found, max) : isCounts(found, max, length);
    if (!passes) return false;
  }
  return true;
}

function isCounts(value: unknown, max: number, length?: number): value is number[] {
  return (
    Array.isArray(value) &&
    (length === undefined || value.length === length) &&
    value.every((one) => isCount(one, max))
  );
}

function isCount(value: unknown, max: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The groups of a window without its head and sketch. */
export function countsOf(payload: WindowPayload): WindowCounts {
  const { v, seq, at_ms, span_ms, sketch, ...counts } = payload;
  return counts;
}
