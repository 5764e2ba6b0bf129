import { type HrTime, ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type GaugeMetricData,
  type HistogramMetricData,
  type SumMetricData,
} from '@opentelemetry/sdk-metrics';
import type { Attributes, InstrumentOptions } from './telemetry.ts';

/** From the start of the process to the collection. */
export interface Interval {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
}

export interface Described {
  readonly name: string;
  readonly options: InstrumentOptions;
}

export type Points<Value> = readonly (readonly [attributes: Attributes, value: Value])[];

export interface Distribution {
  readonly buckets: { boundaries: number[]; counts: number[] };
  sum: number;
  count: number;
}

export function sumData(of: Described, points: Points<number>, interval: Interval): SumMetricData {
  return {
    ...described(of),
    dataPointType: DataPointType.SUM,
    isMonotonic: true,
    dataPoints: points.map(([attributes, value]) => ({ ...interval, attributes, value })),
  };
}

export function gaugeData(of: Described, points: Points<number>, interval: Interval): GaugeMetricData {
  return {
    ...described(of),
    dataPointType: DataPointType.GAUGE,
    dataPoints: points.map(([attributes, value]) => ({ ...interval, attributes, value })),
  };
}

export function histogramData(
  of: Described,
  points: Points<Distribution>,
  interval: Interval,
): HistogramMetricData {
  return {
    ...described(of),
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: points.map(([attributes, value]) => ({ ...interval, attributes, value })),
  };
}

export function timeOf(ms: number): HrTime {
  return [Math.floor(ms / 1_000), Math.floor(ms % 1_000) * 1_000_000];
}

function described({ name, options: { description, unit } }: Described) {
  const descriptor = { name, description, unit, valueType: ValueType.DOUBLE };
  return { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
}
