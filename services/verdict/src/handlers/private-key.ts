import type { Request } from '@botect/http';

/** Of either header; '' when there is none. */
export function privateKeyOf(request: Request): string {
  return request.bearer() ?? request.header('x-botect-private-key') ?? '';
}
