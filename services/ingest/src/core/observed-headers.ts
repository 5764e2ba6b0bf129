/** Names that may be recorded of the headers received, in their order; values never are. */
export function observedHeaders(names: readonly string[], recordable: ReadonlySet<string>): string[] {
  return names.filter((name) => recordable.has(name));
}
