/**
 * Puts dead letters back where they came from, once each, oldest first.
 * Use: npm run replay -- signals [--limit N] [--dry-run]
 * Connects as the server does: KAFKA_BROKERS, or the embedded database below BOTECT_DATA_DIR while no server uses it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BusOptions, replayDeadLetters } from '@botect/bus';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, silentLog as log, readSettings } from '@botect/runtime';
import { z } from 'zod';
import { configSchema, logShape } from './config.ts';

const settings = z.object({ ...logShape, BOTECT_DATA_DIR: configSchema.shape.BOTECT_DATA_DIR });

async function main(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { limit: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const topic = positionals[0] ?? '';
  const known = topics.map(({ name }) => name);
  if (!known.includes(topic)) throw new Error(`name one of these topics: ${known.join(', ')}`);
  const limit = Number(values.limit ?? Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error('--limit takes a whole number above 0');
  const dryRun = values['dry-run'];
  const { found, replayed } = await withBus((bus) =>
    replayDeadLetters(bus, topics, { topic, limit, dryRun }),
  );
  return dryRun
    ? `${found} dead letters of ${topic} are waiting`
    : `${replayed} of ${found} dead letters replayed`;
}

async function withBus<Answer>(work: (bus: BusOptions) => Promise<Answer>): Promise<Answer> {
  const config = readSettings(process.env, settings);
  const { KAFKA_BROKERS } = config;
  if (KAFKA_BROKERS) return work({ ...busOptions({ ...config, KAFKA_BROKERS }), clientId: 'replay', log });
  const embeddedDir = join(config.BOTECT_DATA_DIR, 'database');
  const sql = await connectDatabase({ embeddedDir, migrate: true });
  return work({ sql, log }).finally(() => sql.close());
}

main().then(console.log, (error: Error) => {
  console.error(`replay: ${error.message}`);
  process.exitCode = 1;
});
