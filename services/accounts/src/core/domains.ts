/** Host names without repeats, in the order given: names are the same in either case. */
export function distinctDomains(domains: readonly string[]): readonly string[] {
  return [...new Set(domains.map((domain) => domain.toLowerCase()))];
}
