import { setTimeout as pause } from 'node:timers/promises';
import type { SeededProject } from '@botect/testkit';
import { type Answer, call } from './api.ts';
import { type Balancer, balancer } from './balancer.ts';
import type { Installation, ServiceName } from './installation.ts';
import { type Ledger, ledger } from './ledger.ts';
import { browser } from './sending.ts';
import { type Batch, endlessTraffic } from './traffic.ts';

export interface LoadPlan {
  readonly botect: Installation;
  readonly project: SeededProject;
  /** Of the account that owns what the load creates. */
  readonly token: string;
  /** Tells its sessions and projects from those of other loads. */
  readonly name: string;
  /** Visitors who wait for each other's answers never; each sends the next batch when the one before is acknowledged. */
  readonly workers: number;
  /** Pause of a visitor between two batches, ms; none unless told. */
  readonly pauseMs?: number;
  /** How replicas are chosen; as by a balancer that asks who is ready unless told. */
  readonly choose?: typeof balancer;
  /** Told of every answer; status 0 where there was none. */
  onAnswer?(service: ServiceName, answer: Answer): void;
}

/** Visitors, a site that asks for verdicts, and an owner who writes, until they are stopped. */
export interface Load {
  readonly ledger: Ledger;
  /** Names of projects whose creation was answered 201, and of those whose was not answered. */
  readonly created: ReadonlySet<string>;
  readonly unanswered: ReadonlySet<string>;
  /** Answers of any service that are none of its documented ones, and reads that no replica answered. */
  readonly failures: readonly string[];
  /** Batches that had to be sent again, by what was answered the time before. */
  readonly repeats: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const sessionsAtOnce = 50;
const batchesPerSession = 10;
/** The owner writes once for so many batches. */
const batchesPerWrite = 10;
const readAttemptsMax = 5;
const sendAttemptsMax = 2_000;
const repeatPauseMs = 50;

export function startLoad(plan: LoadPlan): Load {
  const { botect, project, name, workers, pauseMs = 0, choose = balancer } = plan;
  const ask = {
    ingest: asking(plan, 'ingest', choose(botect.of('ingest'))),
    verdict: asking(plan, 'verdict', choose(botect.of('verdict'))),
    accounts: asking(plan, 'accounts', choose(botect.of('accounts'))),
  };
  const books = { ledger: ledger(), created: new Set<string>(), unanswered: new Set<string>() };
  const failures: string[] = [];
  const repeats = new Map<string, number>();
  const sessions = { sessions: sessionsAtOnce, batchesPerSession };
  const batches = endlessTraffic({ name, siteKey: project.siteKey, ...sessions });
  let [going, writes] = [true, 0];

  const send = async (batch: Batch) => {
    books.ledger.sent(batch);
    for (let attempt = 1; attempt <= sendAttemptsMax; attempt += 1) {
      const { status } = await ask.ingest((origin) =>
        call(`POST ${origin}/v1/events`, { body: batch.body, headers: browser }),
      );
      if (status === 202) return books.ledger.acknowledged(batch);
      if (status !== 0 && status !== 503) return void failures.push(`ingest answered ${status}`);
      repeats.set(String(status), (repeats.get(String(status)) ?? 0) + 1);
      await pause(repeatPauseMs);
    }
    failures.push('ingest never acknowledged a batch');
  };
  const read = async ({ session }: Batch) => {
    for (let attempt = 1; attempt <= readAttemptsMax; attempt += 1) {
      const { status, body } = await ask.verdict((origin) =>
        call(`GET ${origin}/v1/sessions/${session}/verdict`, { bearer: project.privateKey }),
      );
      if (status === 200 && body['action'] === 'allow') return;
      if (status !== 0) return void failures.push(`verdict answered ${status} ${JSON.stringify(body)}`);
    }
    failures.push('no replica answered for a verdict');
  };
  const write = async () => {
    writes += 1;
    const own = `${name} ${writes}`;
    const { status } = await ask.accounts((origin) =>
      call(`POST ${origin}/v1/projects`, { bearer: plan.token, body: { name: own } }),
    );
    if (status === 201) books.created.add(own);
    else books.unanswered.add(own);
    if (![0, 201, 503].includes(status)) failures.push(`accounts answered ${status}`);
  };
  const visitors = Array.from({ length: workers }, async () => {
    for (let sent = 1; going; sent += 1) {
      const { value: batch } = batches.next() as { value: Batch };
      await Promise.all([send(batch), read(batch), sent % batchesPerWrite === 0 && write()]);
      if (pauseMs > 0) await pause(pauseMs);
    }
  });

  return {
    ...books,
    failures,
    repeats,
    async stop() {
      going = false;
      await Promise.all(visitors);
    },
  };
}

type Ask = (request: (origin: string) => Promise<Answer>) => Promise<Answer>;

/** Answers status 0 where the connection broke, or nobody was there. */
function asking({ onAnswer = () => {} }: LoadPlan, service: ServiceName, through: Balancer): Ask {
  return async (request) => {
    const startedAt = performance.now();
    const nothing = () => ({ status: 0, body: {}, durationMs: performance.now() - startedAt });
    const answer = await through.send(request).catch(nothing);
    onAnswer(service, answer);
    return answer;
  };
}
