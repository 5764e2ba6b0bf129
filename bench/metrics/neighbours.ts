import { accountToken, type EnabledProject, enableProject } from '../laboratory/enabled-project.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { batchRequests } from '../load/batch-bodies.ts';
import { batchLoad, nextRun, sessionsInPool } from '../load/batch-load.ts';
import { type OpenLoopResult, openLoop } from '../load/open-loop.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import type { Finding } from '../measure/finding.ts';
import { interleaved, type Round } from '../measure/rounds.ts';
import type { Metric } from './metric.ts';

const metric = 'neighbours';
/** As if so many sites shared what ingest bears: the quiet one sends its share, the loud one all it can. */
const sites = 20;
/** Of the loud one: as soon as one of them has its answer it asks again. */
const loudConnections = 1_000;
/** Of the quiet one, whose requests are sent when they are due. */
const quietConnections = 200;

/** What a site that keeps to its share notices of one that takes all it can get. */
export const neighbours: Metric = async (laboratory, { rounds, seconds }) => {
  const loud = await anotherProject(laboratory);
  const server = await laboratory.service('ingest');
  const load = { ...batchLoad(loud), connections: loudConnections };
  const peak = (await closedLoop(server, batchLoad(loud), 2 * seconds)).perSecond;
  const quiet = { rate: Math.floor(peak / sites), seconds };
  const measured = await interleaved<'alone' | 'beside', Heard>(
    {
      alone: async () => ({
        failures: 0,
        quiet: await quietLoad(server, laboratory.project, quiet),
        loud: silence,
      }),
      beside: async () => {
        const [flood, answered] = await Promise.all([
          closedLoop(server, load, seconds),
          quietLoad(server, laboratory.project, quiet),
        ]);
        const accepted = flood.perSecond - flood.failures / seconds;
        return { failures: 0, quiet: answered, loud: { asked: flood.perSecond, accepted } };
      },
    },
    rounds,
  );
  return measured.flatMap((round) => findings(round, peak)).reduce(joined, []);
};

interface Heard {
  readonly failures: number;
  readonly quiet: OpenLoopResult;
  /** A second. */
  readonly loud: { readonly asked: number; readonly accepted: number };
}

const silence = { asked: 0, accepted: 0 };

function findings({ alone, beside }: Round<'alone' | 'beside', Heard>, peak: number): Finding[] {
  const [own, disturbed] = [alone.quiet, beside.quiet];
  const line = (what: string, unit: Finding['unit'], value: number) => ({
    metric,
    what,
    unit,
    values: [value],
  });
  return [
    {
      ...line('p99 beside the loud site ÷ p99 alone', '×', disturbed.p99Ms / own.p99Ms),
      goal: { atMost: 1.5 },
    },
    {
      ...line('of the quiet site, not accepted', '', disturbed.due - disturbed.accepted),
      goal: { atMost: 0 },
    },
    line('p99 alone', 'ms', own.p99Ms),
    line('p99 beside the loud site', 'ms', disturbed.p99Ms),
    line('median alone', 'ms', own.p50Ms),
    line('median beside the loud site', 'ms', disturbed.p50Ms),
    line('asked by the loud site ÷ its share', '×', (beside.loud.asked / peak) * sites),
    line(
      'accepted of both ÷ peak',
      '×',
      beside.loud.accepted / peak + disturbed.accepted / disturbed.due / sites,
    ),
  ];
}

/** The same lines of all rounds, put together. */
function joined(lines: Finding[], line: Finding): Finding[] {
  const at = lines.findIndex(({ what }) => what === line.what);
  const known = lines[at];
  if (known === undefined) return [...lines, line];
  return lines.with(at, { ...known, values: [...known.values, ...line.values] });
}

function quietLoad(
  server: ServerProcess,
  project: EnabledProject,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<OpenLoopResult> {
  const requests = batchRequests(project.siteKey, nextRun(), sessionsInPool);
  return openLoop({ port: server.port, rate, seconds, connections: quietConnections }, requests);
}

async function anotherProject({ service }: Laboratory): Promise<EnabledProject> {
  const accounts = await service('accounts', { BOTECT_BOOTSTRAP_TOKEN: accountToken });
  const project = await enableProject(accounts);
  await accounts.stop();
  return project;
}
