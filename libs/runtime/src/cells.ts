import type { Attributes } from './telemetry.ts';

export interface Cells<Cell> {
  of(attributes: Attributes): Cell;
  all(): Iterable<readonly [Attributes, Cell]>;
}

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
    const entry = byContent.get(content) ?? ([attributes, make()] as const);
    byContent.set(content, entry);
    byIdentity.set(attributes, entry[1]);
    return entry[1];
  };
  return {
    of: (attributes) => byIdentity.get(attributes) ?? byComparing(attributes),
    all: () => byContent.values(),
  };
}
