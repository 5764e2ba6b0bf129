import type { Closable } from '@botect/runtime';
import { type FaultyLink, faultyLink, type RealInfrastructure } from '@botect/testkit';
import { freePorts } from '../../infra/local/ports.ts';
import type { Program } from '../../infra/local/program.ts';
import { startLocalInfrastructure } from '../../infra/local/start.ts';

export const parts = ['Kafka', 'Redis', 'PostgreSQL'] as const;
export type Part = (typeof parts)[number];

/** A server, and the only way our processes have to it. */
export interface Linked {
  readonly server: Program;
  readonly link: FaultyLink;
}

/** Servers of one's own, each behind a link that can be broken: what is stopped here must not be shared. */
export interface LinkedInfrastructure extends RealInfrastructure, Closable {
  readonly of: Readonly<Record<Part, Linked>>;
}

export async function startLinkedInfrastructure(
  print: (line: string) => void = () => {},
): Promise<LinkedInfrastructure> {
  // A broker tells its clients where it is, so its link must be there before it.
  const [port = 0, linkPort = 0] = await freePorts([0, 0]);
  const kafka = await faultyLink(`kafka://127.0.0.1:${port}`, linkPort);
  const ports = { wishedPorts: [0, 0, port], advertisedPorts: [linkPort] };
  const servers = await startLocalInfrastructure({ ephemeral: true, print, ...ports });
  const [redis, postgres] = await Promise.all([
    faultyLink(servers.redisUrl),
    faultyLink(servers.databaseUrl),
  ]);
  const [broker] = servers.kafka;
  const close = async () => {
    await Promise.all([kafka, redis, postgres].map((link) => link.close()));
    await servers.stop();
  };
  if (broker?.port !== port) {
    await close();
    throw new Error(`somebody took port ${port} meanwhile`);
  }
  return {
    kafkaBrokers: [`127.0.0.1:${linkPort}`],
    redisUrl: redis.url,
    databaseUrl: postgres.url,
    of: {
      Kafka: { server: broker, link: kafka },
      Redis: { server: servers.redis, link: redis },
      PostgreSQL: { server: servers.postgres, link: postgres },
    },
    close,
  };
}

interface Fault {
  begin(linked: Linked): unknown;
  end(linked: Linked): unknown;
}

/** Ways for a server to be gone, by name. */
export const faults = {
  stopped: { begin: ({ server }) => server.stop(), end: ({ server }) => server.start() },
  killed: { begin: ({ server }) => server.kill(), end: ({ server }) => server.start() },
  stalled: { begin: ({ server }) => server.pause(), end: ({ server }) => server.resume() },
  'cut off': { begin: ({ link }) => link.cut(), end: ({ link }) => link.mend() },
  /** Connections of before stay silent for ever, which no side is told. */
  'half-open': { begin: ({ link }) => link.lose(), end: ({ link }) => link.flow() },
} satisfies Record<string, Fault>;
export type FaultName = keyof typeof faults;
