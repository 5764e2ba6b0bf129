/** How far along a motion is (0 to 1) when this share of its time has passed. */
export type Easing = (share: number) => number;

export const linear: Easing = (u) => u;
export const minimumJerk: Easing = (u) => u * u * u * (10 + u * (6 * u - 15));
export const easeOutQuad: Easing = (u) => u * (2 - u);

/** What tweening libraries offer, and what people who write such programs reach for. */
export const easings: readonly [Easing, ...Easing[]] = [
  easeOutQuad,
  (u) => u * u * (3 - 2 * u),
  (u) => (1 - Math.cos(Math.PI * u)) / 2,
  (u) => u * u,
  (u) => (u < 0.5 ? 2 * u * u : 1 - 2 * (1 - u) ** 2),
  (u) => 1 - (1 - u) ** 3,
  (u) => (u < 0.5 ? 4 * u ** 3 : 1 - 4 * (1 - u) ** 3),
  (u) => 1 - (1 - u) ** 4,
  (u) => Math.sin((Math.PI * u) / 2),
  (u) => (u >= 1 ? 1 : 1 - 2 ** (-10 * u)),
  (u) => Math.sqrt(1 - (1 - u) ** 2),
  // Goes past the end and comes back.
  (u) => 1 + 2.70158 * (u - 1) ** 3 + 1.70158 * (u - 1) ** 2,
];
