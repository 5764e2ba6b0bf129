/**
 * `value` as it is up to `from`; beyond, ever closer to `limit`, which it never crosses. What is further out still ends
 * further out, so that sessions beyond a limit can be told apart by rank.
 */
export function levelOff(value: number, from: number, limit: number): number {
  const beyond = (value - from) / (limit - from);
  return beyond <= 0 ? value : limit - (limit - from) * Math.exp(-beyond);
}
