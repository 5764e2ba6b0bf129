import type { Problem, SurfaceName } from '@botect/contracts';
import type { Answer } from './answer.ts';
import { HttpRequest, noCharge, type RoutedMessage, type Wire } from './http-request.ts';
import type { Reply } from './route.ts';
import { bareProblem } from './surface.bare.ts';
import { surfaces } from './surfaces.ts';

export const noBody = Buffer.alloc(0);
/** A request no handler sees. */
const unread = { body: noBody, span: null, charge: noCharge };

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
      const request = new HttpRequest(req, { ...unread, wire });
      return surfaces[surface].problem(problem, request, headers);
    };
  };
}

/** A reply everybody gets, whatever they ask. */
export function always(surface: SurfaceName, reply: Reply, wire: Wire): Refusal {
  return (req) => surfaces[surface].reply(reply, new HttpRequest(req, { ...unread, wire }));
}
