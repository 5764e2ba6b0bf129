import { createSocket } from 'node:dgram';

/** What a name has: names it stands for (PTR, CNAME) and IPv4 addresses (A). Silence is no answer at all. */
export type Zone = Readonly<Record<string, readonly ZoneRecord[] | 'silence' | 'failure'>>;
export type ZoneRecord = readonly ['PTR' | 'CNAME' | 'A', string];

const typeNumbers = { A: 1, CNAME: 5, PTR: 12 } as const;
const [headBytes, noSuchName, serverFailure] = [12, 3, 2];

/** A name server on loopback. */
export async function nameServer(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const answer = answerTo(message, zone);
    if (answer !== null) socket.send(answer, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

function answerTo(message: Buffer, zone: Zone): Buffer | null {
  const end = message.indexOf(0, headBytes) + 5;
  const question = message.subarray(headBytes, end);
  const found = zone[nameOf(question).toLowerCase()] ?? [];
  if (found === 'silence') return null;
  const records = found === 'failure' ? [] : found;
  const code = found === 'failure' ? serverFailure : records.length === 0 ? noSuchName : 0;
  const head = Buffer.alloc(headBytes);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, question, ...records.map(encoded)]);
}

function nameOf(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 0; (question[at] ?? 0) > 0; at += (question[at] ?? 0) + 1)
    labels.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)));
  return labels.join('.');
}

/** The record of the name asked for, which 0xc00c points at; kept for a minute. */
function encoded([type, value]: ZoneRecord): Buffer {
  const data = type === 'A' ? Buffer.from(value.split('.').map(Number)) : encodedName(value);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(typeNumbers[type], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

const encodedName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1')),
    Buffer.alloc(1),
  ]);
