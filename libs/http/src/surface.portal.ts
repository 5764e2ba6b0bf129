import { problemDetails } from '@botect/contracts';
import { jsonAnswer, problemHeaders, type Surface } from './answer.ts';
import { noHeaders } from './http-request.ts';
import { portalStatus } from './statuses.ts';
import { bare } from './surface.bare.ts';

/** Answers like the bare surface's; errors are told by status and key. */
export const portal: Surface = {
  reply: bare.reply,
  problem(problem, { answerHeaders }, headers = noHeaders) {
    const { message, portalKey: key, retryAfterSeconds } = problem;
    const data = {
      ...problemDetails(problem),
      ...(retryAfterSeconds !== undefined && { retry_after: retryAfterSeconds }),
    };
    const code = portalStatus(problem.code);
    const error = { code, message, key, ...(Object.keys(data).length > 0 && { data }) };
    return jsonAnswer(code, { error }, [...problemHeaders(problem), ...answerHeaders, ...headers]);
  },
};
