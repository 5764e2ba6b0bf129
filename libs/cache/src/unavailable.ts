import { Problem } from '@botect/contracts';

export function unavailable(cause: unknown): Problem {
  return new Problem('SERVICE_UNAVAILABLE', 'The cache does not answer; try again shortly.', { cause });
}
