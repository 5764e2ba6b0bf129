import type { Attributes } from './telemetry.ts';

export interface Cells<Cell> {
  of(attributes: Attributes): Cell;
  all(): Iterable<readonly [Attributes, Cell]>;
}

/** OpenTelemetry's own limit and name for what is past it: a mistake in the attributes must not fill the memory. */
const cellsMax = 2_000;
const overflow: Attributes = { 'otel.metric.overflow': true };

/**
 * One cell for each distinct set of attributes. An attribute object seen before is found by its identity, at a fraction
 * of the cost of comparing contents; contents decide the first time, so fresh objects are right too, only slower.
 */
export function cells<Cell>(make: () => Cell): Cells<Cell> {
  const byIdentity = new WeakMap<Attributes, Cell>();
  const byContent = new Map<string, readonly [Attributes, Cell]>();
  const byComparing = (attributes: Attributes): Cell => {
    const content = JSON.stringify(
      Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
    const known = byContent.get(content);
    if (known === undefined && byContent.size >= cellsMax) return past();
    const entry = known ?? ([attributes, make()] as const);
    byContent.set(content, entry);
    byIdentity.set(attributes, entry[1]);
    return entry[1];
  };
  const past = () => {
    const entry = byContent.get('overflow') ?? ([overflow, make()] as const);
    byContent.set('overflow', entry);
    return entry[1];
  };
  return {
    of: (attributes) => byIdentity.get(attributes) ?? byComparing(attributes),
    all: () => byContent.values(),
  };
}
