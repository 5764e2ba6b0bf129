import { canInstall, missingPrograms } from '../../../infra/local/programs.ts';
import { runningRecord } from '../../../infra/local/record.ts';
import { startLocalInfrastructure } from '../../../infra/local/start.ts';
import { dockerAnswers, startContainers } from './containers.ts';
import { nowhere, type StartedInfrastructure } from './real-infrastructure.ts';

/** A way to get at real infrastructure. */
export interface InfrastructureSource {
  readonly name: string;
  available(): Promise<boolean> | boolean;
  start(print: (line: string) => void): Promise<StartedInfrastructure>;
}

/** First come, first served. */
export const infrastructureSources: readonly InfrastructureSource[] = [
  {
    name: 'what `npm run infra -- up` started',
    available: () => runningRecord() !== null,
    start: async () => ({ ...(runningRecord() ?? nowhere), stop: async () => {} }),
  },
  { name: 'containers', available: dockerAnswers, start: startContainers },
  {
    name: 'servers started for this run',
    available: () => missingPrograms().length === 0 || canInstall(),
    start: (print) => startLocalInfrastructure({ ephemeral: true, print }),
  },
];
