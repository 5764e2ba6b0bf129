import { connect } from 'node:net';

/** What came back: the status and the body; status 0 when the connection broke instead. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface HttpConnection {
  /** Sends one request, ready for the wire; the next may follow after its answer. */
  send(request: string, onAnswer: (answer: HttpAnswer) => void): void;
  close(): void;
}

const broken: HttpAnswer = { status: 0, body: '' };
const headEnd = '\r\n\r\n';

/** A connection that reconnects when it breaks. A client of its own, because Node's costs more than the servers measured. */
export function openConnection(port: number): HttpConnection {
  let received = '';
  let waiting: ((answer: HttpAnswer) => void) | undefined;
  let socket = dial();

  function dial() {
    const dialled = connect({ port, host: '127.0.0.1', noDelay: true });
    dialled.setEncoding('latin1');
    dialled.on('data', (chunk: string) => {
      received = received === '' ? chunk : received + chunk;
      const answer = answerIn(received);
      if (answer === null) return;
      received = '';
      settle(answer);
    });
    dialled.on('error', () => {});
    dialled.on('close', () => {
      received = '';
      settle(broken);
    });
    return dialled;
  }

  function settle(answer: HttpAnswer): void {
    const told = waiting;
    waiting = undefined;
    told?.(answer);
  }

  return {
    send(request, onAnswer) {
      if (socket.destroyed || socket.readyState === 'readOnly') socket = dial();
      waiting = onAnswer;
      socket.write(request, 'latin1');
    },
    close: () => socket.destroy(),
  };
}

/** The answer the text holds, or null while it is not whole. Every server measured announces the length. */
function answerIn(text: string): HttpAnswer | null {
  const end = text.indexOf(headEnd);
  if (end < 0) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? '0';
  const body = text.slice(end + headEnd.length);
  if (body.length < Number(length)) return null;
  return { status: Number(text.slice(9, 12)), body };
}
