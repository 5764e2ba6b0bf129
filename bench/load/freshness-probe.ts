import type { EnabledProject } from '../laboratory/enabled-project.ts';
import { batchBody, batchRequest, poolSession } from './batch-bodies.ts';
import { type HttpAnswer, type HttpConnection, openConnection } from './http-connection.ts';
import { verdictRequest } from './verdict-load.ts';

export interface ProbedServers {
  readonly ingestPort: number;
  readonly verdictPort: number;
  readonly project: EnabledProject;
  /** Four characters of this run, for sessions nobody else has. */
  readonly run: string;
}

const pollPauseMs = 1;
const giveUpMs = 5_000;

/**
 * Sends batches of new sessions, `perSecond` of them for `seconds`, and answers for each how long after its 202 the
 * verdict was there, ms; infinite when it was not within 5 s. The pause between two looks counts as the server's.
 */
export async function probeFreshness(
  servers: ProbedServers,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const probes: Promise<number>[] = [];
  for (let count = 0; count < perSecond * seconds; count += 1) {
    probes.push(probe(servers, count));
    await pause(1_000 / perSecond);
  }
  return Promise.all(probes);
}

async function probe(
  { ingestPort, verdictPort, project, run }: ProbedServers,
  count: number,
): Promise<number> {
  const [ingest, verdict] = [openConnection(ingestPort), openConnection(verdictPort)];
  try {
    const token = poolSession(run, count);
    const { status } = await ask(ingest, batchRequest(project.siteKey, batchBody(token, run, count)));
    if (status !== 202) return Number.POSITIVE_INFINITY;
    const acceptedAt = performance.now();
    const request = verdictRequest(project, token);
    while (performance.now() - acceptedAt < giveUpMs) {
      if ((await ask(verdict, request)).body.includes('"likely_human"'))
        return performance.now() - acceptedAt;
      await pause(pollPauseMs);
    }
    return Number.POSITIVE_INFINITY;
  } finally {
    ingest.close();
    verdict.close();
  }
}

const ask = (connection: HttpConnection, request: string) =>
  new Promise<HttpAnswer>((resolve) => connection.send(request, resolve));

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
