import type { PageSignals } from '@botect/contracts';
import type { MeasuredPage } from './session-record.ts';

/** What was measured on one page, one number a name. */
export function pageSignals({ page, measures }: MeasuredPage): PageSignals {
  const { sums, minima, maxima, entropy, velocity, pointerTypes } = measures;
  return {
    page: page === '' ? null : page,
    measures: {
      ...sums,
      ...minima,
      ...maxima,
      ...mean('mouse_entropy', entropy, 10_000),
      ...mean('scroll_velocity', velocity, 100),
    },
    pointer_types: [...pointerTypes],
  };
}

/** Rounded as the session's own are; nothing where nothing was measured. */
function mean(name: string, [weighted, weight]: readonly [number, number], perUnit: number) {
  return weight === 0 ? {} : { [name]: Math.round((weighted / weight) * perUnit) / perUnit };
}
