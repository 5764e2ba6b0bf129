import { chance, normal, pick, uniform, weighted, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { Point } from '../motion.ts';

/** Something to click: its centre and its size. */
export interface Target extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  /** What the task asks for next. */
  readonly next: () => Target;
}

const viewports: readonly [readonly [number, number], ...(readonly [number, number])[]] = [
  [800, 600],
  [1280, 720],
  [1366, 657],
  [1440, 789],
  [1536, 730],
  [1920, 947],
  [2560, 1297],
];

type Layout = (random: Random, width: number, height: number) => () => Target;

/** A form: fields below each other, then its button. */
const form: Layout = (random, width, height) => {
  const [fields, x] = [whole(random, 2, 8), width * uniform(random, 0.3, 0.6)];
  const [top, gap] = [height * uniform(random, 0.15, 0.3), uniform(random, 40, 70)];
  let at = -1;
  return () => {
    at = (at + 1) % (fields + 1);
    const isButton = at === fields;
    return { x: isButton ? x - 90 : x, y: top + at * gap, width: isButton ? 100 : 320, height: 36 };
  };
};

/** Cards in rows: products, results, tiles of a game. */
const grid: Layout = (random, width, height) => {
  const [columns, rows] = [whole(random, 2, 6), whole(random, 2, 5)];
  const cell = { width: width / (columns + 1), height: height / (rows + 1) };
  return () => ({
    x: cell.width * whole(random, 1, columns),
    y: cell.height * whole(random, 1, rows),
    width: cell.width * 0.6,
    height: cell.height * 0.5,
  });
};

/** Between a menu at the top and links in the text. */
const menu: Layout = (random, width, height) => {
  let atMenu = false;
  return () => {
    atMenu = !atMenu;
    const x = width * uniform(random, 0.1, 0.9);
    return atMenu
      ? { x, y: 30, width: 90, height: 30 }
      : { x, y: height * uniform(random, 0.2, 0.95), width: uniform(random, 40, 200), height: 20 };
  };
};

const scatter: Layout = (random, width, height) => () => ({
  x: uniform(random, 20, width - 20),
  y: uniform(random, 20, height - 20),
  width: uniform(random, 10, 120),
  height: uniform(random, 10, 50),
});

/** A page and a task on it. */
export function drawPage(random: Random): Page {
  const [width, height] = pick(random, viewports);
  const layout = pick(random, [form, grid, menu, scatter, scatter]);
  return { width, height, next: layout(random, width, height) };
}

/** Where in a target a program aims. */
export type Aim = (random: Random, target: Target) => Point;

const centre: Aim = (_, { x, y }) => ({ x, y });

function inside(margin: number): Aim {
  return (random, { x, y, width, height }) => ({
    x: x + (random() - 0.5) * width * margin,
    y: y + (random() - 0.5) * height * margin,
  });
}

function around(spread: number): Aim {
  const within = (value: number) => Math.max(-0.48, Math.min(0.48, value));
  return (random, { x, y, width, height }) => ({
    x: x + within(normal(random) * spread) * width,
    y: y + within(normal(random) * spread) * height,
  });
}

export function drawAim(random: Random): Aim {
  if (chance(random, 0.3)) return centre;
  return weighted(random, [
    [1, inside(uniform(random, 0.4, 1))],
    [1, around(uniform(random, 0.08, 0.25))],
  ]);
}
