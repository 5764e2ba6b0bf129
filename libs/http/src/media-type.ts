import type { IncomingHttpHeaders } from 'node:http';
import type { Route } from './route.ts';

export const json: readonly string[] = ['application/json'];

/**
 * Whether a body described so is one the route reads: its type without parameters listed, or absent; not compressed.
 * Where the body is ignored, whatever it is.
 */
export function acceptable(headers: IncomingHttpHeaders, accepts: NonNullable<Route['accepts']>): boolean {
  if (accepts === 'anything') return true;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false;
  const type = headers['content-type'];
  if (type === undefined || accepts.includes(type)) return true;
  const end = type.indexOf(';');
  return accepts.includes((end < 0 ? type : type.slice(0, end)).trim().toLowerCase());
}
