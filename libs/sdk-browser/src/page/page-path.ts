import { saltOf } from '../reducer/sketch.ts';

/** Kept: a site's own words, and names of people or things that look like one. Whatever holds a digit or a sign is not. */
const word = /^[a-z][a-z_-]{0,23}$/i;
const shapeMax = 64;

/** 32 bits in hexadecimal digits, salted by the site: tells pages of one site apart and no more. */
export function pathHash(site: string, path: string): string {
  return saltOf(`${site} ${path}`).toString(16);
}

/** `/orders/{n}/invoice`: numbers, and other parts that are no words, are replaced. */
export function pathShape(path: string): string {
  return path
    .replace(/[^/]+/g, (part) => (word.test(part) ? part : /^\d+$/.test(part) ? '{n}' : '{x}'))
    .slice(0, shapeMax);
}
