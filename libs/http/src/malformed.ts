import type { Duplex } from 'node:stream';
import { Problem, type ProblemCode, problemBody } from '@botect/contracts';

type Refusal = readonly [status: string, code: ProblemCode, message: string];

const notHttp: Refusal = ['400 Bad Request', 'INVALID_PAYLOAD', 'This is not a valid HTTP request.'];
/** By the code of the parser's error. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'PAYLOAD_TOO_LARGE',
    'The headers are too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'REQUEST_TIMEOUT',
    'The request took too long to arrive.',
  ],
};

/** Answers what Node's parser refuses, which never becomes a request: bytes that are not HTTP, headers without end. */
export function refuseMalformed({ code: parserCode = '' }: Error & { code?: string }, socket: Duplex): void {
  if (parserCode === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = refusals[parserCode] ?? notHttp;
  const json = JSON.stringify(problemBody(new Problem(code, message)));
  const headers = `Connection: close\r\nContent-Type: application/json\r\nContent-Length: ${json.length}`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${json}`, () => socket.destroy());
}
