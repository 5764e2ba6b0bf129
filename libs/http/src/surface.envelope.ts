import { envelopeCode, problemDetails } from '@botect/contracts';
import { jsonAnswer, problemHeaders, replyAnswer, type Surface } from './answer.ts';
import { noHeaders } from './http-request.ts';
import type { Reply } from './route.ts';
import { problemStatus } from './statuses.ts';

/** Every answer is wrapped in what was asked and under which id. A body that is no JSON is answered as it is. */
export const envelope: Surface = {
  reply(reply, asked) {
    const { id, method, path } = asked;
    const answer = replyAnswer(reply, asked.answerHeaders);
    if (reply.body === null || reply.mediaType !== undefined) return answer;
    const { message = messages[reply.outcome], total } = reply;
    const about = { ok: true, request_id: id, method, path, code: answer.status };
    const opened = JSON.stringify({ ...about, ...(total !== undefined && { total }), message });
    // The data is JSON text already.
    return { ...answer, body: `${opened.slice(0, -1)},"data":${reply.body}}` };
  },

  problem(problem, asked, headers = noHeaders) {
    const { id, method, path } = asked;
    const code = problemStatus[problem.code];
    const details = problemDetails(problem);
    const error = {
      message: problem.message,
      code: envelopeCode(problem.code),
      ...(details && { details }),
      ...(problem.retryAfterSeconds !== undefined && { retry_after: problem.retryAfterSeconds }),
    };
    const body = { ok: false, request_id: id, method, path, code, error };
    return jsonAnswer(code, body, [...problemHeaders(problem), ...asked.answerHeaders, ...headers]);
  },
};

/** Of replies that bring no words of their own. */
const messages: Readonly<Record<Reply['outcome'], string>> = {
  ok: 'Done.',
  created: 'Created.',
  accepted: 'Accepted.',
  'no-content': '',
  'not-modified': '',
};
