import type { CounterOptions, GaugeOptions, HistogramOptions } from './telemetry.ts';

/** What a telemetry's methods take: its name, then how it is described. */
export type Named<Options> = readonly [name: string, options: Options];

/** `notation` is the name with the attributes it may carry: `botect.bus.lag{topic,group}`. Units are UCUM. */
export function counter(notation: string, unit: string, description: string): Named<CounterOptions> {
  const { name, labels } = read(notation);
  return [name, { kind: 'counter', unit, description, labels }];
}

export function gauge(notation: string, unit: string, description: string): Named<GaugeOptions> {
  const { name, labels } = read(notation);
  return [name, { kind: 'gauge', unit, description, labels }];
}

export function histogram(
  notation: string,
  [unit, boundaries]: readonly [string, readonly number[]],
  description: string,
): Named<HistogramOptions> {
  const { name, labels } = read(notation);
  return [name, { kind: 'histogram', unit, description, labels, boundaries }];
}

function read(notation: string) {
  const [name = '', labels] = notation.replace('}', '').split('{');
  return { name, labels: labels?.split(',') ?? [] };
}
