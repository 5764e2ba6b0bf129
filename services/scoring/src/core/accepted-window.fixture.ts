import {
  isWindowPayload,
  sketchMax,
  type WindowPayload,
  windowHead,
  windowVocabulary,
} from '@botect/contracts';
import fc from 'fast-check';

type Rule = { readonly max: number; readonly length?: number };
type Pick = (max: number) => fc.Arbitrary<number>;

/** Nothing, the most there can be, a little, or anything between. */
const anyNumber: Pick = (max) =>
  fc.oneof(
    fc.constant(0),
    fc.constant(max),
    fc.nat(Math.min(max, 40)),
    fc.maxSafeNat().map((n) => n % (max + 1)),
  );

function fieldOf({ max, length }: Rule, pick: Pick): fc.Arbitrary<number | number[]> {
  return length === undefined ? pick(max) : fc.array(pick(max), { minLength: length, maxLength: length });
}

function groupsOf(pick: Pick): Record<string, fc.Arbitrary<unknown>> {
  const groups = Object.entries(windowVocabulary).map(([name, fields]) => {
    const rules = Object.entries(fields as Record<string, Rule>);
    return [name, fc.record(Object.fromEntries(rules.map(([field, rule]) => [field, fieldOf(rule, pick)])))];
  });
  return Object.fromEntries(groups);
}

/** Any window ingest accepts, whether or not a page can bring it about; groups may be missing. */
export const acceptedWindows = fc.record(
  {
    v: fc.constant(1),
    seq: anyNumber(windowHead.seq.max),
    at_ms: anyNumber(windowHead.at_ms.max),
    span_ms: anyNumber(windowHead.span_ms.max),
    sketch: fc.array(fc.nat(2 ** 32 - 1), { maxLength: sketchMax }),
    ...groupsOf(anyNumber),
  },
  { requiredKeys: ['v', 'seq', 'at_ms', 'span_ms', 'sketch'] },
) as unknown as fc.Arbitrary<WindowPayload>;

/** The window with every number at one of its bounds. */
export function windowAt(bound: 'lowest' | 'highest'): WindowPayload {
  const fill = ({ max, length }: Rule) => {
    const value = bound === 'lowest' ? 0 : max;
    return length === undefined ? value : Array.from({ length }, () => value);
  };
  const groups = Object.entries(windowVocabulary).map(([name, fields]) => [
    name,
    Object.fromEntries(Object.entries(fields).map(([field, rule]) => [field, fill(rule)])),
  ]);
  const head = { v: 1, seq: 0, at_ms: 0, span_ms: fill(windowHead.span_ms), sketch: [] };
  const window = { ...head, ...Object.fromEntries(groups) };
  if (!isWindowPayload(window)) throw new Error('not a window that ingest accepts');
  return window;
}
