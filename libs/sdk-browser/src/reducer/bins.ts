/** Upper edges of the bins; a value at an edge belongs to the bin above it. One bin more than there are edges. */
export type Edges = readonly number[];

/** px/ms: from a crawl of one pixel in 50 ms to a flick across the screen. */
export const speedEdges: Edges = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.6, 2.5, 4, 7];
/** px; the second bin is a step of one pixel, straight or diagonal. */
export const stepEdges: Edges = [0.99, 1.5, 2.5, 4.5, 8.5, 16.5, 32.5];
/** Radians; the first bin is straight on to within a pixel's rounding. */
export const turnEdges: Edges = [0.01, 0.05, 0.15, 0.35, 0.7, 1.2, 2];
/** Natural logarithm of a ratio of speeds. */
export const ratioEdges: Edges = [-1.5, -0.8, -0.35, -0.1, 0.1, 0.35, 0.8, 1.5];
/** Drawn frames. */
export const frameEdges: Edges = [1.5, 2.5, 4.5];
export const pauseEdges: Edges = [100, 300, 1_000, 5_000];
export const straightnessEdges: Edges = [0.6, 0.8, 0.9, 0.96, 0.99];
export const fifthEdges: Edges = [0.2, 0.35, 0.5, 0.7];
export const peakEdges: Edges = [1, 2, 3, 5];
export const finalSpeedEdges: Edges = [0.1, 0.25, 0.5, 0.9];
export const strokeMsEdges: Edges = [150, 300, 500, 800, 1_400];
export const bowEdges: Edges = [0.01, 0.03, 0.06, 0.12, 0.3];
/** ms of a press, a key or a pause between keys: fingers begin at about 30. */
export const pressMsEdges: Edges = [5, 10, 15, 20, 30, 45, 60, 80, 110, 160, 250];
export const gapMsEdges: Edges = [10, 20, 30, 50, 80, 120, 170, 230, 320, 500, 900];
export const movesBeforeEdges: Edges = [1, 2, 5, 10];
export const restMsEdges: Edges = [2, 20, 100, 500];
export const burstEdges: Edges = [2, 4, 8, 16, 32];
export const joinedEdges: Edges = [2, 3, 5, 9];
export const delayMsEdges: Edges = [1, 2, 4, 8, 14, 17, 33];

/** Counts `value` in its bin. */
export function tally(bins: number[], edges: Edges, value: number): void {
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
  bins[bin] = (bins[bin] as number) + 1;
}

export function blank(length: number): number[] {
  return Array.from({ length }, () => 0);
}

export function addTo(sums: number[], values: readonly number[]): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (values[at] as number);
}
