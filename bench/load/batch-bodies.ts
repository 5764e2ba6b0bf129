import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const body = read('batch.json').replace(/\n\s*/g, '');
const head = read('batch.http').replaceAll('\n', '\r\n');

/** Four characters of a run, as `nextRun` gives them, and a number that never comes twice in it. */
export function batchBody(session: string, run: string, count: number): string {
  const id = run + count.toString(16).padStart(8, '0');
  return body.replaceAll('%id%', id).replace('%session%', session);
}

export function poolSession(run: string, index: number): string {
  return `bt_${run}${String(index).padStart(20, '0')}`;
}

export function batchRequest(siteKey: string, batch: string): string {
  return `${head.replace('%key%', siteKey).replace('%length%', `${batch.length}`)}\r\n${batch}`;
}

/** Requests as `batches.lua` makes them, quickly: only ids and session change, and they never change their length. */
export function batchRequests(siteKey: string, run: string, sessions: number): () => string {
  const [id, session] = ['#'.repeat(12), '@'.repeat(27)];
  const template = batchRequest(siteKey, body.replaceAll('%id%', id).replace('%session%', session));
  const parts = template.split(new RegExp(`(${id}|${session})`));
  let count = 0;
  return () => {
    count += 1;
    const fresh = run + count.toString(16).padStart(8, '0');
    const to = poolSession(run, (count * 7919) % sessions);
    return parts.map((part) => (part === id ? fresh : part === session ? to : part)).join('');
  };
}
