import type { MetricData } from '@opentelemetry/sdk-metrics';
import { within } from './deadline.ts';
import { gaugeData, type Interval, type Points, sumData } from './metric-data.ts';
import type { InstrumentOptions, Read, Readings, Telemetry } from './telemetry.ts';

/** A server that does not answer must not cost the collector everything else: Prometheus waits ten seconds at most. */
const readTimeoutMs = 2_000;
const none = Object.freeze({});

interface Observed {
  readonly name: string;
  readonly options: InstrumentOptions;
  readonly data: typeof gaugeData;
  readonly reads: Read[];
}

/** Gauges and sums that are read when somebody collects. */
export function observations(): Pick<Telemetry, 'gauge' | 'sum'> & {
  collect(interval: Interval): Promise<MetricData[]>;
} {
  const known = new Map<string, Observed>();
  const observing =
    (data: Observed['data'] | typeof sumData) => (name: string, options: InstrumentOptions, read: Read) => {
      const observed = known.get(name) ?? { name, options, data: data as Observed['data'], reads: [] };
      observed.reads.push(oneAtATime(read));
      known.set(name, observed);
    };
  return {
    gauge: observing(gaugeData),
    sum: observing(sumData),
    collect: (interval) =>
      Promise.all(
        [...known.values()].map(async (observed) => {
          const points = await Promise.all(observed.reads.map(pointsOf));
          return observed.data(observed, distinct(points.flat()), interval);
        }),
      ),
  };
}

async function pointsOf(read: Read): Promise<Points<number>> {
  try {
    const reading = read();
    const readings = reading instanceof Promise ? await within(readTimeoutMs, reading) : reading;
    if (typeof readings === 'number') return [[none, readings]];
    return Array.from(readings, ([value, attributes]) => [attributes, value] as const);
  } catch {
    return [];
  }
}

/** Prometheus refuses everything when one attribute set comes twice: the last one told counts. */
function distinct(points: Points<number>): Points<number> {
  return [...new Map(points.map((point) => [JSON.stringify(point[0]), point])).values()];
}

/** Whoever is still being asked is not asked again: collectors come faster than a dead server gives up. */
function oneAtATime(read: Read): Read {
  let asking: Promise<Readings> | undefined;
  return () => {
    if (asking) return asking;
    const readings = read();
    if (!(readings instanceof Promise)) return readings;
    const done = () => {
      asking = undefined;
    };
    asking = readings;
    readings.then(done, done);
    return readings;
  };
}
