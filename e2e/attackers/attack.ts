/**
 * One visit of one attacker, in a process of its own; prints what the page saw as one line of JSON.
 * Use: node e2e/attackers/attack.ts NAME SEED [ORIGIN SITE_KEY] [--recordings FILE]
 */
import { parseArgs } from 'node:util';
import { allAttackers, baseline } from './all-attackers.ts';
import type { Told } from './relay.ts';
import type { Environment } from './rows.ts';
import { type Tells, tellsOf } from './tells.ts';
import { visit } from './visit.ts';

/** What is printed. */
export interface Seen {
  readonly tells: Tells;
  readonly environment: Environment;
  /** Null where the page did not load the product's script. */
  readonly product: Told | null;
}

async function main(): Promise<Seen> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { recordings: { type: 'string' } },
  });
  const [name, seed = '0', origin, siteKey] = positionals;
  const attacker = [...allAttackers(values.recordings ?? null), baseline].find((one) => one.name === name);
  if (attacker === undefined) throw new Error(`there is no attacker ${name}`);
  const product = origin === undefined || siteKey === undefined ? {} : { product: { origin, siteKey } };
  return visit(attacker, { seed: Number(seed), ...product }, async (page) => {
    const { rows, environment } = page.recorded();
    return {
      tells: tellsOf(rows),
      environment,
      product: origin === undefined ? null : await page.told(),
    };
  });
}

main().then(
  (seen) => process.stdout.write(`${JSON.stringify(seen)}\n`),
  (error: Error) => {
    process.stderr.write(`attack: ${error.stack}\n`);
    process.exitCode = 1;
  },
);
