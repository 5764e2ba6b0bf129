import { pageHitSchema, serverEventsSchema } from '@botect/contracts';
import type { ApiAnswer, ApiCall, Send } from './api/send.ts';
import { botect } from './botect.ts';
import type { Fault } from './faults.ts';
import type { BotectOptions } from './options.ts';
import { type StoppedTime, stoppedTime } from './time.fixture.ts';
import type { Verdict } from './verdict/verdict.ts';

export const keys = { siteKey: 'pk_site', privateKey: 'sk_private' };
export const human: Verdict = {
  verdict: 'likely_human',
  score: 87,
  action: 'allow',
  detection_ids: [],
  reason: 'Looks like a person.',
};
export const bot: Verdict = {
  ...human,
  verdict: 'definite',
  score: 1,
  action: 'block',
  detection_ids: [1001],
};

type Reply = number | object | string | Error | Promise<never>;

/**
 * Botect as its contract describes it: bodies are held against the server's own schemas. `verdict` and `delivery` are
 * what it answers next: a status, a body, or an error.
 */
export function fakeApi() {
  const calls: ApiCall[] = [];
  const api = {
    calls,
    verdict: human as Reply,
    delivery: 202 as Reply,
    /** Parsed bodies that came to a path. */
    bodies: (path: string) =>
      calls.filter((call) => call.path === path).map(({ body }) => JSON.parse(body ?? 'null')),
    send: (async (call) => {
      calls.push(call);
      if (call.path.endsWith('/page-hits')) pageHitSchema.parse(JSON.parse(call.body ?? ''));
      if (call.path.endsWith('/events')) serverEventsSchema.parse(JSON.parse(call.body ?? ''));
      return answer(await (call.method === 'GET' ? api.verdict : api.delivery));
    }) as Send,
  };
  return api;
}

function answer(reply: Reply): ApiAnswer {
  if (reply instanceof Error) throw reply;
  if (typeof reply === 'number') return { status: reply, body: '', retryAfterSeconds: null };
  return {
    status: 200,
    body: typeof reply === 'string' ? reply : JSON.stringify(reply),
    retryAfterSeconds: null,
  };
}

/** A client of that API in stopped time, and what it reported. */
export function client(options: Partial<BotectOptions> = {}, time: StoppedTime = stoppedTime()) {
  const api = fakeApi();
  const faults: Fault[] = [];
  const all = {
    ...keys,
    baseUrl: 'https://botect.test',
    onFault: (one: Fault) => faults.push(one),
    ...options,
  };
  const guard = botect(all, { ...time, random: () => 0, send: (call, signal) => api.send(call, signal) });
  return { api, guard, faults, time };
}
