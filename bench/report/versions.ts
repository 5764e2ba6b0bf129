import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { programPath } from '../../infra/local/programs.ts';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** What a figure means nothing without. */
export function versions() {
  return {
    commit: commit(),
    node: process.version,
    kafka: /<artifactId>kafka_[^<]*<\/artifactId>\s*<version>([^<]+)/.exec(
      readFileSync(resolve(root, 'infra/local/pom.xml'), 'utf8'),
    )?.[1],
    redis: firstLine('redis-server', '--version'),
    postgres: firstLine('postgres', '--version'),
    kafkajs: require('kafkajs/package.json').version,
    ioredis: require('ioredis/package.json').version,
    processor: cpus()[0]?.model,
    cores: cpus().length,
  };
}

function commit(): string {
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).trim();
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with local changes')
    );
  } catch {
    return 'not a clone';
  }
}

function firstLine(program: string, parameter: string): string | undefined {
  return execFileSync(programPath(program), [parameter], { encoding: 'utf8' }).split('\n')[0];
}
