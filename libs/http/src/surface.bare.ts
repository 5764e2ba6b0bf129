import { type Problem, problemBody } from '@botect/contracts';
import { type Answer, jsonAnswer, problemHeaders, replyAnswer, type Surface } from './answer.ts';
import { noHeaders } from './http-request.ts';
import { problemStatus } from './statuses.ts';

/** The answer is the thing asked for, and nothing of the request is in it. */
export const bare: Surface = {
  reply: (reply, { answerHeaders }) => replyAnswer(reply, answerHeaders),
  problem: (problem, { answerHeaders }, headers = noHeaders) =>
    bareProblem(problem, [...answerHeaders, ...headers]),
};

export function bareProblem(problem: Problem, headers: readonly string[] = noHeaders): Answer {
  const own = problemHeaders(problem);
  return jsonAnswer(problemStatus[problem.code], problemBody(problem), [...own, ...headers]);
}
