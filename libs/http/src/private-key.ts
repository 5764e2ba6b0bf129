import type { Request } from './route.ts';

/** A project's private key, from either header that may carry it; '' when there is none. */
export function privateKeyOf(request: Request): string {
  return request.bearer() ?? request.header('x-botect-private-key') ?? '';
}
