import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { eventually } from '../../../libs/testkit/src/eventually.ts';
import { paths, read } from '../../checks/repository.ts';
import { launcher } from '../../local/launcher.ts';
import { freePorts } from '../../local/ports.ts';
import { programPath } from '../../local/programs.ts';

export interface Target {
  /** The service. */
  readonly job: string;
  /** Of `ADMIN_PORT`. */
  readonly port: number;
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

export interface RuleState {
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
}

/** A Prometheus with our configuration, but for where the processes are and how often it looks: every second. */
export interface RealPrometheus {
  /** Rejects with what Prometheus says against the expression. */
  ask(expression: string): Promise<readonly Sample[]>;
  rules(): Promise<readonly RuleState[]>;
  close(): Promise<void>;
}

const startTimeoutMs = 60_000;

export async function startPrometheus(targets: readonly Target[]): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'botect-prometheus-'));
  writeConfiguration(folder, targets);
  const [port = 0] = await freePorts([0]);
  const origin = `http://127.0.0.1:${port}`;
  const [command = '', ...parameters] = [
    ...launcher({ ephemeral: true }),
    programPath('prometheus'),
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ];
  const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'close');
  await eventually(
    async () => {
      if (!(await fetch(`${origin}/-/ready`)).ok) throw new Error('Prometheus is not ready');
    },
    { timeoutMs: startTimeoutMs },
  );
  return {
    ask: async (expression) =>
      (await asked(`${origin}/api/v1/query?query=${encodeURIComponent(expression)}`)).result,
    rules: async () => (await asked(`${origin}/api/v1/rules`)).groups.flatMap(({ rules }) => rules),
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Answered {
  readonly result: readonly Sample[];
  readonly groups: readonly { readonly rules: readonly RuleState[] }[];
}

async function asked(url: string): Promise<Answered> {
  const answer = (await (await fetch(url)).json()) as { status: string; error?: string; data: Answered };
  if (answer.status !== 'success') throw new Error(answer.error);
  return answer.data;
}

function writeConfiguration(folder: string, targets: readonly Target[]): void {
  const shipped = parse(read('infra/observability/prometheus/prometheus.yml'));
  const scrape_configs = targets.map(({ job, port }) => ({
    job_name: job,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  }));
  const global = { ...shipped.global, scrape_interval: '1s', evaluation_interval: '1s' };
  const configuration = { ...shipped, global, scrape_configs, rule_files: [join(folder, '*.rules.yaml')] };
  writeFileSync(join(folder, 'prometheus.yml'), stringify(configuration));
  for (const path of paths('infra/observability/prometheus/rules/*.yaml')) {
    // Groups that are evaluated every few minutes are evaluated every second like all others.
    const rules = read(path).replace(/^ +interval: .*\n/gm, '');
    writeFileSync(join(folder, basename(path).replace('.yaml', '.rules.yaml')), rules);
  }
}
