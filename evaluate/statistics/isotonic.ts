/** One case of an isotonic fit. */
export interface Observation {
  readonly x: number;
  readonly y: number;
  /** 1 unless given. */
  readonly weight?: number;
}

/** A stretch of x with one value: what all observations in it average to. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly weight: number;
}

/** The rising step function nearest to the observations in squares (pool adjacent violators); steps by rising x. */
export function isotonic(observations: readonly Observation[]): Step[] {
  const steps: Step[] = [];
  for (const one of byPlace(observations)) {
    let step = one;
    for (let last = steps.at(-1); last && last.value >= step.value; last = steps.at(-1)) {
      steps.pop();
      step = pooled(last, step);
    }
    steps.push(step);
  }
  return steps;
}

/** One step for each x, in their order: equal x have one value, whatever order they came in. */
function byPlace(observations: readonly Observation[]): Step[] {
  const steps: Step[] = [];
  for (const { x, y, weight = 1 } of [...observations].sort((a, b) => a.x - b.x)) {
    const step = { from: x, to: x, value: y, weight };
    const last = steps.at(-1);
    if (last?.to === x) steps[steps.length - 1] = pooled(last, step);
    else steps.push(step);
  }
  return steps;
}

function pooled(a: Step, b: Step): Step {
  const weight = a.weight + b.weight;
  const value = weight > 0 ? (a.value * a.weight + b.value * b.weight) / weight : (a.value + b.value) / 2;
  return { from: a.from, to: b.to, value, weight };
}

/** The fit's value at x: between two steps in a straight line, beyond all of them the outermost. NaN without any. */
export function isotonicAt(steps: readonly Step[], x: number): number {
  let before: Step | undefined;
  for (const step of steps) {
    if (x < step.from) {
      if (!before) return step.value;
      return before.value + ((step.value - before.value) * (x - before.to)) / (step.from - before.to);
    }
    if (x <= step.to) return step.value;
    before = step;
  }
  return before?.value ?? Number.NaN;
}
