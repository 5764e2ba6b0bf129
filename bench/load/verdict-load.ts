import type { EnabledProject } from '../laboratory/enabled-project.ts';
import { sessionToken } from '../laboratory/sessions.ts';
import type { ClosedLoopLoad } from '../measure/closed-loop.ts';

/** Reads of verdicts of `sessions` sessions, each as often as any other. */
export function verdictLoad({ privateKey }: EnabledProject, sessions: number): ClosedLoopLoad {
  return { script: 'verdicts.lua', parameters: () => [privateKey, `${sessions}`] };
}

/** The same requests for the open loop. */
export function verdictRequests(project: EnabledProject, sessions: number): () => string {
  let index = 0;
  const [before = '', after = ''] = verdictRequest(project, '@').split('@');
  return () => {
    index = (index + 7919) % sessions;
    return before + sessionToken(index) + after;
  };
}

export function verdictRequest({ privateKey }: EnabledProject, token: string): string {
  const headers = [
    `GET /v1/sessions/${token}/verdict HTTP/1.1`,
    'Host: 127.0.0.1',
    'User-Agent: shop-backend/1.0',
    'Accept: application/json',
    `Authorization: Bearer ${privateKey}`,
  ];
  return `${headers.join('\r\n')}\r\n\r\n`;
}
