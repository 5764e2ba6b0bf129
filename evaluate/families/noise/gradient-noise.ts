import type { Random } from '../../random/seeded.ts';

const cells = 64;

/** Perlin's noise in one dimension: smooth, between about -0.5 and 0.5, zero at whole numbers, repeating after 64. */
export function gradientNoise(random: Random): (at: number) => number {
  const slopes = Float64Array.from({ length: cells }, () => 2 * random() - 1);
  return (at) => {
    const cell = Math.floor(at);
    const u = at - cell;
    const [left, right] = [slopes[mod(cell)] ?? 0, slopes[mod(cell + 1)] ?? 0];
    const fade = u * u * u * (10 + u * (6 * u - 15));
    return left * u * (1 - fade) + right * (u - 1) * fade;
  };
}

function mod(cell: number): number {
  return ((cell % cells) + cells) % cells;
}

/** Octaves of it, each half as large and twice as fine (fractional Brownian motion for `roughness` 0.5). */
export function fractalNoise(random: Random, octaves: number, roughness: number): (at: number) => number {
  const layers = Array.from({ length: octaves }, () => gradientNoise(random));
  return (at) => layers.reduce((sum, layer, i) => sum + roughness ** i * layer(at * 2 ** i), 0);
}
