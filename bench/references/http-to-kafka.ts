/**
 * The least that keeps what it accepts: reads the body, hands it to Kafka as it is, and answers 202 after the broker's
 * acknowledgement (acks all). Batching by the product's rule: what one turn of the event loop received leaves at its end,
 * unless two calls are out; then it gathers. Nothing is parsed, checked, counted or keyed.
 */
import { createServer, type ServerResponse } from 'node:http';
import { Kafka, logLevel } from 'kafkajs';

const topic = 'reference';
const callsMax = 2;
const recordsMax = 1_000;
const answer = JSON.stringify({ session_token: `bt_${'0'.repeat(24)}`, accepted: 10, duplicates: 0 });
const headers = { 'Content-Type': 'application/json', 'Content-Length': answer.length };

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new Kafka({ brokers, clientId: topic, logLevel: logLevel.ERROR });
const producer = kafka.producer({ allowAutoTopicCreation: false });

let waiting: { readonly value: Buffer; readonly res: ServerResponse }[] = [];
let calls = 0;
let asked = false;

function sendAtTurnEnd(): void {
  if (!asked) setImmediate(send);
  asked = true;
}

async function send(): Promise<void> {
  asked = false;
  if (calls >= callsMax || waiting.length === 0) return;
  const sent = waiting.slice(0, recordsMax);
  waiting = waiting.slice(recordsMax);
  calls += 1;
  await producer.send({ topic, messages: sent.map(({ value }) => ({ value })), acks: -1 });
  calls -= 1;
  for (const { res } of sent) res.writeHead(202, headers).end(answer);
  if (waiting.length > 0) sendAtTurnEnd();
}

await producer.connect();
createServer((req, res) => {
  if (req.method === 'GET') return res.end();
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    waiting.push({ value: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks), res });
    sendAtTurnEnd();
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
