/**
 * What HTTP itself costs: reads the body and answers 202 with a body as long as the product's. Sending the body back, as
 * an echo in the strict sense, would make this slower and the product look better.
 */
import { createServer } from 'node:http';

const answer = JSON.stringify({ session_token: `bt_${'0'.repeat(24)}`, accepted: 10, duplicates: 0 });
const headers = { 'Content-Type': 'application/json', 'Content-Length': answer.length };

createServer((req, res) => {
  if (req.method === 'GET') return res.end();
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => res.writeHead(202, headers).end(answer));
}).listen(Number(process.env['PORT']), '127.0.0.1');
