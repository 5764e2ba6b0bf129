/** A reading at a moment, both in whatever unit. */
export interface Reading {
  readonly at: number;
  readonly value: number;
}

export interface Line {
  readonly mean: number;
  /** Growth of the value in one unit of time, by least squares. */
  readonly slope: number;
}

/** The straight line through the readings; of a single one it is level. */
export function leastSquares(readings: readonly Reading[]): Line {
  const meanAt = mean(readings.map(({ at }) => at));
  const meanValue = mean(readings.map(({ value }) => value));
  let [covariance, variance] = [0, 0];
  for (const { at, value } of readings) {
    covariance += (at - meanAt) * (value - meanValue);
    variance += (at - meanAt) ** 2;
  }
  return { mean: meanValue, slope: variance === 0 ? 0 : covariance / variance };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
