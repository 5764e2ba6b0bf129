/**
 * Makes Kafka's topics as a file declares them: partitions, retention, copies.
 * Use: node standalone/src/topics.ts topics.json [--dry-run]
 * Connects by KAFKA_BROKERS and KAFKA_TOPIC_PREFIX.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { applyTopics, declaredTopics } from '@botect/bus';
import { type TopicDeclaration, topicDeclarationSchema, topics } from '@botect/contracts';
import { busOptions, busShape, silentLog as log, readSettings } from '@botect/runtime';
import { z } from 'zod';

async function main(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('name the file that declares the topics');
  const declared = declaredTopics(declarationIn(path), topics);
  const bus = { ...busOptions(readSettings(process.env, z.object(busShape))), clientId: 'topics', log };
  const done = await applyTopics(bus, declared, { dryRun: values['dry-run'] });
  return done.length > 0 ? done.join('\n') : 'nothing to change';
}

function declarationIn(path: string): TopicDeclaration {
  const read = topicDeclarationSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`${path}: ${faults.join('; ')}`);
}

main().then(console.log, (error: Error) => {
  console.error(`topics: ${error.message}`);
  process.exitCode = 1;
});
