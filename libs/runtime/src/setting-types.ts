import { z } from 'zod';

/** A TCP port; 0 asks the system for a free one. */
export function port() {
  return number('a port number from 0 to 65535', (value) => Number.isInteger(value) && value <= 65_535);
}

/** A duration; the setting's name ends in `_MS`. */
export function milliseconds() {
  return number('a whole number of milliseconds', Number.isSafeInteger);
}

/** A whole number, zero or more. */
export function wholeNumber() {
  return number('a whole number', Number.isSafeInteger);
}

/** A share from 0 to 1. */
export function ratio() {
  return number('a number from 0 to 1', (value) => value <= 1);
}

/** `true` or `false`, also written 1 and 0. */
export function flag() {
  return z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .transform((text) => text === 'true' || text === '1');
}

/** One of these words. */
export function choice<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words, `must be one of ${words.join(', ')}`);
}

/** Words between commas, trimmed, empty ones left out. */
export function commaList() {
  return z.string().transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
}

/** Hosts between commas, as they are compared: in lower case and without a port; `*` stands for any. */
export function hostList() {
  return commaList()
    .transform((hosts) => hosts.map((host) => host.toLowerCase()))
    .refine(
      (hosts) => hosts.every((host) => /^(?:\*|[a-z0-9.-]+)$/.test(host)),
      'must be hosts, without scheme and port, or *',
    );
}

/** An absolute URL of one of these schemes. */
export function url(...schemes: readonly [string, ...string[]]) {
  const wanted = schemes.map((scheme) => `${scheme}://`).join(' or ');
  return z
    .string()
    .refine(
      (text) => schemes.includes(URL.parse(text)?.protocol.slice(0, -1) ?? ''),
      `must be a URL starting with ${wanted}`,
    );
}

function number(wanted: string, accepts: (value: number) => boolean) {
  return z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text) && accepts(Number(text)), `must be ${wanted}`)
    .transform(Number);
}
