/**
 * The least that looks something up: one GET by the token in the path, and the bytes found go out as they are. No key is
 * checked, nothing is decided, and there is no answer for the day Redis is away. REDIS_PIPELINING=auto lets the client
 * gather commands by itself.
 */
import { createServer } from 'node:http';
import { Redis } from 'ioredis';

const pathStart = '/v1/sessions/'.length;
const redis = new Redis(process.env['REDIS_URL'] ?? '', {
  enableAutoPipelining: process.env['REDIS_PIPELINING'] === 'auto',
});

createServer(async (req, res) => {
  const url = req.url ?? '';
  const found = await redis.getBuffer(`reference:${url.slice(pathStart, url.indexOf('/', pathStart))}`);
  const body = found ?? Buffer.alloc(0);
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
}).listen(Number(process.env['PORT']), '127.0.0.1');
