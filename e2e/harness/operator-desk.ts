import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Closable } from '@botect/runtime';
import { requireJars } from '../../infra/local/kafka-jars.ts';
import { programPath } from '../../infra/local/programs.ts';
import { infrastructureFolder } from '../../infra/local/start.ts';
import type { Environment } from './program.ts';

/** A folder in which commands are run with the programs an operator has: those of PostgreSQL, Redis and Kafka. */
export interface OperatorDesk extends Closable {
  readonly folder: string;
  /** Rejects with what they said when the last of the commands fails. */
  run(commands: string, environment: Environment): Promise<string>;
}

export function operatorDesk(): OperatorDesk {
  const folder = mkdtempSync(join(tmpdir(), 'botect-desk-'));
  const jars = requireJars(infrastructureFolder, () => {});
  const command = `exec java -cp '${jars}/*' org.apache.kafka.tools.consumer.group.ConsumerGroupCommand "$@"`;
  const script = join(folder, 'kafka-consumer-groups.sh');
  writeFileSync(script, `#!/bin/sh\n${command}\n`);
  chmodSync(script, 0o755);
  const path = [folder, dirname(programPath('postgres')), process.env['PATH']].join(':');
  return {
    folder,
    async run(commands, environment) {
      const env = { PATH: path, ...environment };
      const { stdout } = await promisify(execFile)('bash', ['-c', commands], { cwd: folder, env });
      return stdout;
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
