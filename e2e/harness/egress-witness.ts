/**
 * Loaded before a program (`node --import`): says on standard error what the program wanted to reach beyond this machine, and lets
 * nothing through to it.
 */
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';

const here = /^(?:127\.\d+\.\d+\.\d+|::1|::|0\.0\.0\.0|localhost)$/;

const refused = (host: string) => {
  process.stderr.write(`beyond this machine: ${host}\n`);
  return Object.assign(new Error('not beyond this machine'), { code: 'ENOTFOUND' });
};

// biome-ignore lint/suspicious/noExplicitAny: what is wrapped is overloaded in ways that do not matter here.
type Loose = (...given: any[]) => any;
const asked: (readonly [holder: object, promised: boolean])[] = [
  [dns, false],
  [dns.Resolver.prototype, false],
  [dns.promises, true],
  [dns.promises.Resolver.prototype, true],
];

for (const [holder, promised] of asked) {
  const functions = holder as Record<string, Loose>;
  for (const name of Object.getOwnPropertyNames(holder).filter((key) =>
    /^(lookup|resolve|reverse)/.test(key),
  )) {
    const original = functions[name];
    if (original === undefined) continue;
    functions[name] = function (this: unknown, ...given) {
      const host = String(given[0]);
      if (here.test(host)) return original.apply(this, given);
      return promised ? Promise.reject(refused(host)) : void given.at(-1)(refused(host));
    };
  }
}

const sockets = Socket.prototype as unknown as { connect: Loose };
const { connect } = sockets;
sockets.connect = function (this: Socket, ...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const host = typeof options === 'object' ? options.host : given[1];
  // A name is asked for above, and what it stands for is dialled without coming by here again.
  if (typeof host !== 'string' || isIP(host) === 0 || here.test(host)) return connect.apply(this, given);
  return this.destroy(refused(host));
};
syncBuiltinESMExports();
