import type { Problem, SurfaceName } from '@botect/contracts';
import type { Answer } from './answer.ts';
import { HttpRequest, type RoutedMessage, type Wire } from './http-request.ts';
import { bareProblem } from './surface.bare.ts';
import { surfaces } from './surfaces.ts';

export const noBody = Buffer.alloc(0);

/** The answer to a request no handler sees. */
export type Refusal = (req: RoutedMessage) => Answer;

/** Refusals in a surface's shape. A bare one is the same for everybody and made once: refusing must cost least. */
export function refusing(surface: SurfaceName, wire: Wire) {
  return (problem: Problem, headers?: readonly string[]): Refusal => {
    if (surface === 'bare') {
      const answer = bareProblem(problem, headers);
      return () => answer;
    }
    return (req) => {
      const request = new HttpRequest(req, { body: noBody, span: null, wire });
      return surfaces[surface].problem(problem, request, headers);
    };
  };
}
