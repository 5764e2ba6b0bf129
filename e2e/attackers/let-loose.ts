import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Seen } from './attack.ts';
import { startChild } from './process.ts';
import type { ProductSite } from './relay.ts';

export interface Loose {
  readonly attacker: string;
  /** A site of its own for the attacker. */
  readonly site: ProductSite;
  /** A file of people to replay. */
  readonly recordings?: string | undefined;
}

const entry = new URL('attack.ts', import.meta.url).pathname;
/** Longer than any visit takes on a busy machine. */
const visitTimeoutMs = 60_000;

/** Lets one attacker visit, in a process that ends with this one; answers what the page saw. */
export async function letLoose({ attacker, site, recordings }: Loose): Promise<Seen> {
  const whom = recordings === undefined ? [] : ['--recordings', recordings];
  const command = [process.execPath, entry, attacker, '0', site.origin, site.siteKey, ...whom];
  const child = startChild(command, { PATH: process.env['PATH'] });
  const said = Promise.all([text(child.process.stdout), text(child.process.stderr)]);
  const overdue = setTimeout(() => void child.close(), visitTimeoutMs);
  const [code] = await once(child.process, 'close');
  clearTimeout(overdue);
  const [seen, complaints] = await said;
  if (code !== 0) throw new Error(`${attacker} ended with ${code}: ${complaints}`);
  return JSON.parse(seen);
}
