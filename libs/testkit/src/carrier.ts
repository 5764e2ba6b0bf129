import { connect, type Socket } from 'node:net';

/** Carries bytes between pairs of sockets, as well as it is told to. */
export interface Carrier {
  /** Connects to the server for whoever connected here. */
  connectTo(target: URL, near: Socket): void;
  become(state: CarrierState): void;
  /** Each piece arrives so much later, ms. */
  delay(ms: number): void;
  endAll(): void;
}

export type CarrierState = 'flowing' | 'stalled' | 'losing';

export function carrier(): Carrier {
  const sockets = new Set<Socket>();
  /** Those that lost bytes once: what follows would make no sense to the other side. */
  const silent = new WeakSet<Socket>();
  let state: CarrierState = 'flowing';
  let delayMs = 0;

  const carry = (from: Socket, to: Socket) => {
    sockets.add(from);
    if (state === 'stalled') from.pause();
    from.on('data', (bytes) => {
      if (state === 'losing') silent.add(from).add(to);
      if (silent.has(from)) return;
      if (delayMs === 0) to.write(bytes);
      else setTimeout(() => to.writable && to.write(bytes), delayMs).unref();
    });
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      // Nobody hears of an end either when all between is lost.
      if (!silent.has(from)) to.destroy();
    });
  };

  return {
    connectTo(target, near) {
      const far = connect(Number(target.port), target.hostname);
      carry(near, far);
      carry(far, near);
    },
    become(now) {
      state = now;
      for (const socket of sockets) {
        if (now === 'losing') silent.add(socket);
        now === 'stalled' ? socket.pause() : socket.resume();
      }
    },
    delay(ms) {
      delayMs = ms;
    },
    endAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
