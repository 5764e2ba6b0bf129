/** Of the reducer's bins of changes of direction the first three are straight on to within a pixel's rounding. */
const straightBins = 3;
/** Fewer say nothing. */
const piecesMin = 8;

/**
 * How evenly the changes of direction between pieces of 12 px are spread, 0 (always straight on) to 1 (every turn as
 * likely as any other); null below 8 pieces. Shannon's entropy through that of an even spread.
 */
export function mouseEntropy(bends: readonly number[], before: readonly number[]): number | null {
  const bins: number[] = [];
  let total = 0;
  for (const [bin, count] of bends.entries()) {
    const at = Math.max(0, bin - straightBins + 1);
    const fresh = count - (before[bin] as number);
    bins[at] = (bins[at] ?? 0) + fresh;
    total += fresh;
  }
  const bits = bins.reduce((sum, count) => sum - (count && (count / total) * Math.log(count / total)), 0);
  return total < piecesMin ? null : Math.round((10_000 * bits) / Math.log(bins.length)) / 10_000;
}
