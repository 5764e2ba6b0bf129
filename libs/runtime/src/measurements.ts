import { emptyResource } from '@opentelemetry/resources';
import type { MetricData, MetricProducer } from '@opentelemetry/sdk-metrics';
import { busiest } from './busiest.ts';
import { type Cells, cells } from './cells.ts';
import type { Clock } from './clock.ts';
import { type Distribution, histogramData, type Interval, sumData, timeOf } from './metric-data.ts';
import { observations } from './observations.ts';
import type { Counter, Histogram, Telemetry } from './telemetry.ts';

const none = Object.freeze({});
/** The default of OpenTelemetry's SDK, made for milliseconds. */
const defaultBoundaries = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

export interface MeasurementsOptions {
  readonly now: Clock;
  /** Keys that ranked counters tell apart at most. */
  readonly rankedMax: number;
}

/**
 * Counters and histograms that are added up here and handed over when somebody collects. The SDK's own serialise the
 * attributes at every measurement: over 1 us a request, of the 15 us Node needs for all of it.
 */
export function measurements({ now, rankedMax }: MeasurementsOptions): Omit<Telemetry, 'trace'> & {
  readonly producer: MetricProducer;
} {
  const startTime = timeOf(now());
  const { gauge, sum, collect } = observations();
  const collected: ((interval: Interval) => MetricData)[] = [];
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  return {
    counter(name, options) {
      return once(counters, name, () => {
        const sums = cells(() => ({ sum: 0 }));
        if (options.labels?.length === 0) sums.of(none);
        collected.push((interval) => sumData({ name, options }, pointsOf(sums, sumOf), interval));
        return {
          add(count, attributes = none) {
            sums.of(attributes).sum += count;
          },
        };
      });
    },
    histogram(name, options) {
      return once(histograms, name, () => {
        const boundaries = [...(options.boundaries ?? defaultBoundaries)];
        const distributions = cells(() => distribution(boundaries));
        collected.push((interval) =>
          histogramData({ name, options }, pointsOf(distributions, itself), interval),
        );
        return {
          record: (measurement, attributes = none) => place(distributions.of(attributes), measurement),
        };
      });
    },
    gauge,
    sum,
    ranked: (name, options, by) => {
      const { add, readings } = busiest({ keysMax: rankedMax, now });
      sum(name, options, () => readings(by));
      return { add: (count, key, attributes = none) => add(count, key, attributes) };
    },
    producer: {
      async collect() {
        const interval = { startTime, endTime: timeOf(now()) };
        const observed = await collect(interval);
        const metrics = [...collected.map((data) => data(interval)), ...observed];
        return {
          resourceMetrics: {
            resource: emptyResource(),
            scopeMetrics: [{ scope: { name: 'botect' }, metrics: metrics.filter(isMeasured) }],
          },
          errors: [],
        };
      },
    },
  };
}

const isMeasured = ({ dataPoints }: MetricData) => dataPoints.length > 0;
const sumOf = ({ sum }: { readonly sum: number }) => sum;
const itself = (value: Distribution) => value;

function pointsOf<Cell, Value>(from: Cells<Cell>, value: (cell: Cell) => Value) {
  return Array.from(from.all(), ([attributes, cell]) => [attributes, value(cell)] as const);
}

/** An instrument asked for twice is the same instrument. */
function once<Instrument>(made: Map<string, Instrument>, name: string, make: () => Instrument): Instrument {
  const instrument = made.get(name) ?? make();
  made.set(name, instrument);
  return instrument;
}

function distribution(boundaries: number[]): Distribution {
  return { buckets: { boundaries, counts: [...boundaries.map(() => 0), 0] }, sum: 0, count: 0 };
}

/** Boundaries are inclusive upper bounds; few of them, and most measurements fall into the first ones. */
function place(into: Distribution, measurement: number): void {
  const { boundaries, counts } = into.buckets;
  let index = 0;
  while (index < boundaries.length && measurement > (boundaries[index] ?? 0)) index++;
  counts[index] = (counts[index] ?? 0) + 1;
  into.sum += measurement;
  into.count += 1;
}
