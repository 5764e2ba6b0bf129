/** One case: how likely it was said to be, and whether it was. */
export interface Forecast {
  /** From 0 to 1. */
  readonly said: number;
  readonly was: boolean;
  /** How much it counts; 1 unless given. By weights odds other than the data's are judged. */
  readonly weight?: number;
}

export interface Decile {
  /** From this probability, up to, not including, 0.1 more (the last one includes 1). */
  readonly from: number;
  readonly count: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Mean of what was said, and the share that was; `null` when there is no case. */
  readonly said: number | null;
  readonly was: number | null;
}

const tenths = 10;

/** Reliability by tenths of what was said. */
export function reliability(forecasts: readonly Forecast[]): Decile[] {
  const sums = Array.from({ length: tenths }, () => ({ count: 0, weight: 0, said: 0, was: 0 }));
  for (const { said, was, weight = 1 } of forecasts) {
    const sum = sums[Math.min(tenths - 1, Math.floor(said * tenths))];
    if (!sum) throw new RangeError(`probability ${said}`);
    sum.count++;
    sum.weight += weight;
    sum.said += weight * said;
    sum.was += was ? weight : 0;
  }
  return sums.map(({ count, weight, said, was }, i) => ({
    from: i / tenths,
    count,
    weight,
    said: weight > 0 ? said / weight : null,
    was: weight > 0 ? was / weight : null,
  }));
}

/** Expected calibration error: how far what was said lies from what was, on average over the tenths, by weight. NaN of none. */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const deciles = reliability(forecasts);
  const total = deciles.reduce((sum, { weight }) => sum + weight, 0);
  return (
    deciles.reduce((sum, { weight, said, was }) => sum + weight * Math.abs((said ?? 0) - (was ?? 0)), 0) /
    total
  );
}

/** Brier's score: the mean of the squared error, 0 at best; 0.25 for saying one half always. NaN of none. */
export function brier(forecasts: readonly Forecast[]): number {
  let [sum, total] = [0, 0];
  for (const { said, was, weight = 1 } of forecasts) {
    sum += weight * (said - (was ? 1 : 0)) ** 2;
    total += weight;
  }
  return sum / total;
}

/** Weights that make people (`was`) and bots count as if this share were people, whatever the data hold. */
export function atOdds(forecasts: readonly Forecast[], people: number): Forecast[] {
  const humans = forecasts.filter(({ was }) => was).length;
  const bots = forecasts.length - humans;
  return forecasts.map(({ said, was }) => ({
    said,
    was,
    weight: was ? people / humans : (1 - people) / bots,
  }));
}
