import type { Closable } from '@botect/runtime';
import { type RealInfrastructure, type SeededProject, seedProject } from '@botect/testkit';
import { type Installation, startInstallation } from '../../e2e/harness/installation.ts';
import type { Environment } from '../../e2e/harness/program.ts';
import { startLocalInfrastructure } from '../../infra/local/start.ts';
import type { Finding } from '../measure/finding.ts';
import type { EnduranceOptions } from './options.ts';

/** Starts what it needs, does its worst, and answers what it found. `say` tells of progress. */
export type Trial = (options: EnduranceOptions, say: (line: string) => void) => Promise<readonly Finding[]>;

/** Two replicas of every service, with a project. */
export interface Ground extends Closable {
  readonly botect: Installation;
  readonly project: SeededProject;
  /** The first account's. */
  readonly token: string;
}

export interface GroundPlan {
  /** What it stands on; servers of its own, which end with it, unless told. */
  readonly servers?: RealInfrastructure;
  readonly settings?: Environment;
  print(line: string): void;
}

const token = `bench_${'bootstrap'.repeat(5)}`;
const replicas = { ingest: 2, verdict: 2, accounts: 2, scoring: 2 };

export async function openGround({ servers, settings = {}, print }: GroundPlan): Promise<Ground> {
  const own = servers ? null : await startLocalInfrastructure({ ephemeral: true, print });
  const stop = async () => own?.stop();
  try {
    const environment = { BOTECT_BOOTSTRAP_TOKEN: token, ...settings };
    const botect = await startInstallation(servers ?? (own as RealInfrastructure), replicas, environment);
    const close = () => botect.close().finally(stop);
    return { botect, project: await seedProject(botect.database), token, close };
  } catch (error) {
    await stop();
    throw error;
  }
}
