import { takingTurns } from './api.ts';
import type { Replica } from './replica.ts';

/** A load balancer in small: uses the replicas that say they are ready, and none that refuses connections. */
export interface Balancer {
  /** Sends through the next replica, and through another where the connection is refused. */
  send<Answer>(request: (origin: string) => Promise<Answer>): Promise<Answer>;
}

/** So many requests pass between two looks at `/ready`. */
const requestsPerLook = 10;

export function balancer(replicas: readonly Replica[]): Balancer {
  let inUse = replicas;
  let requests = 0;

  const look = async () => {
    const states = await Promise.all(replicas.map((replica) => replica.ready()));
    inUse = replicas.filter((_, at) => states[at]);
  };

  return {
    async send(request) {
      requests += 1;
      if (requests % requestsPerLook === 0) await look();
      const replica = inUse[requests % inUse.length];
      if (replica === undefined) throw new Error('no replica is ready');
      try {
        return await request(replica.origin());
      } catch (error) {
        if (!isRefusal(error)) throw error;
        inUse = inUse.filter((other) => other !== replica);
        return this.send(request);
      }
    },
  };
}

/** Asks them in turn, ready or not, and nobody twice. */
export function inTurn(replicas: readonly Replica[]): Balancer {
  const next = takingTurns(replicas);
  return { send: (request) => request(next().origin()) };
}

/** Nobody listened: nothing was sent, so another may be asked. */
function isRefusal(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === 'ECONNREFUSED';
}
