import { setTimeout as pause } from 'node:timers/promises';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { type OpenLoopResult, openLoop } from '../load/open-loop.ts';
import { type ClosedLoopLoad, closedLoop } from '../measure/closed-loop.ts';
import type { Finding } from '../measure/finding.ts';
import { interleaved, type Round } from '../measure/rounds.ts';
import type { Effort } from './metric.ts';

/** As if so many sites shared what the service bears: the quiet one sends its share, the loud one all it can. */
const sites = 20;
/** Of the loud one: as soon as one of them has its answer it asks again. */
const loudConnections = 1_000;
/** Before the quiet one is listened to: connections that all come at once are read once, whoever they are, and shares are of the last seconds. */
const onsetSeconds = 1;
/** Of the quiet one, whose requests are sent when they are due. */
const quietConnections = 200;

export interface Neighbourhood {
  readonly metric: string;
  readonly server: ServerProcess;
  /** Of the loud site. */
  readonly load: ClosedLoopLoad;
  /** Of the quiet one; asked for anew for every run. */
  quietRequests(): () => string;
  readonly effort: Effort;
}

/** What a site that keeps to its share notices of one that takes all it can get. */
export async function besideLoudSite({ metric, server, load, ...how }: Neighbourhood): Promise<Finding[]> {
  const { rounds, seconds } = how.effort;
  const flood = { ...load, connections: loudConnections };
  const peak = (await closedLoop(server, load, 2 * seconds)).perSecond;
  const plan = {
    port: server.port,
    rate: Math.floor(peak / sites),
    seconds,
    connections: quietConnections,
  };
  const quiet = () => openLoop(plan, how.quietRequests());
  const loud = async () => {
    const lasting = seconds + onsetSeconds;
    const { perSecond, failures } = await closedLoop(server, flood, lasting);
    return { asked: perSecond, accepted: perSecond - failures / lasting };
  };
  const measured = await interleaved<'alone' | 'beside', Heard>(
    {
      alone: async () => ({ failures: 0, quiet: await quiet(), loud: silence }),
      beside: async () => {
        const flooding = loud();
        await pause(onsetSeconds * 1_000);
        const answered = await quiet();
        return { failures: 0, quiet: answered, loud: await flooding };
      },
    },
    rounds,
  );
  return measured.flatMap((round) => findings(metric, round, peak)).reduce(joined, []);
}

interface Heard {
  readonly failures: number;
  readonly quiet: OpenLoopResult;
  /** A second. */
  readonly loud: { readonly asked: number; readonly accepted: number };
}

const silence = { asked: 0, accepted: 0 };

function findings(
  metric: string,
  { alone, beside }: Round<'alone' | 'beside', Heard>,
  peak: number,
): Finding[] {
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
      ...line('of the quiet site, refused or failed open', '', unserved(disturbed)),
      goal: { atMost: 0 },
    },
    line('p99 alone', 'ms', own.p99Ms),
    line('p99 beside the loud site', 'ms', disturbed.p99Ms),
    line('median alone', 'ms', own.p50Ms),
    line('median beside the loud site', 'ms', disturbed.p50Ms),
    line('asked by the loud site ÷ its share', '×', (beside.loud.asked / peak) * sites),
    line(
      'answered 2xx of both ÷ peak',
      '×',
      beside.loud.accepted / peak + disturbed.accepted / disturbed.due / sites,
    ),
  ];
}

/** A visitor let in because nothing could be told counts like one refused. */
function unserved({ due, accepted, failedOpen }: OpenLoopResult): number {
  return due - accepted + failedOpen;
}

/** The same lines of all rounds, put together. */
function joined(lines: Finding[], line: Finding): Finding[] {
  const at = lines.findIndex(({ what }) => what === line.what);
  const known = lines[at];
  if (known === undefined) return [...lines, line];
  return lines.with(at, { ...known, values: [...known.values, ...line.values] });
}
