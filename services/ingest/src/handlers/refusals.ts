import type { Reply, Request } from '@botect/http';
import type { Ports } from '../ports.ts';

/** Counts what a handler refuses. */
export function countingRefusals({ meter }: Ports, handle: (request: Request) => Promise<Reply>) {
  return async (request: Request): Promise<Reply> => {
    try {
      return await handle(request);
    } catch (error) {
      meter.refused(error);
      throw error;
    }
  };
}
