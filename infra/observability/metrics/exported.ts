import type { IncomingMessage, ServerResponse } from 'node:http';
import { instruments } from '../../../libs/runtime/src/instruments.ts';
import { type OpenTelemetry, openTelemetry } from '../../../libs/runtime/src/open-telemetry.ts';
import { sourceFiles } from '../../checks/repository.ts';

/** Names of series as Prometheus reads them, each with the labels it can carry. */
export type ExportedSeries = ReadonlyMap<string, readonly string[]>;

/** Labels that Prometheus adds to whatever it scrapes. */
const targetLabels = ['job', 'instance'];
const silent = { service: 'any', tracesTo: null, sampleRatio: 0, metricsBy: null, projectsMax: 10 };

/** Series that Prometheus makes itself. */
const ofPrometheus: readonly (readonly [string, readonly string[]])[] = [
  ['up', targetLabels],
  ['ALERTS', ['alertname', 'alertstate', 'severity']],
];

/**
 * What the product serves at /metrics once everything it measures has happened: every instrument that some code measures
 * is measured once, with all its attributes, and read through the exporter that the services use.
 */
export async function exportedSeries(): Promise<ExportedSeries> {
  const telemetry = await openTelemetry(silent);
  const code = productCode();
  for (const [name, instrument] of Object.entries(instruments)) {
    if (code.includes(`instruments.${name})`) || code.includes(`instruments.${name},`))
      measureOnce(telemetry, instrument);
  }
  const text = await metricsText(telemetry);
  await telemetry.close();
  return new Map([...ofPrometheus, ...seriesIn(text)]);
}

/** Series in the text format of Prometheus; the labels of one name are those of all its lines. */
export function seriesIn(text: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? [^ ]+$/gm)) {
    const keys = [...labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, key]) => key ?? '');
    found.set(name, [...new Set([...(found.get(name) ?? targetLabels), ...keys])]);
  }
  return found;
}

function productCode(): string {
  const files = sourceFiles().filter(
    ({ path }) => /^(libs|services)\//.test(path) && !path.endsWith('.test.ts'),
  );
  return files.map(({ text }) => text).join('\n');
}

function measureOnce(telemetry: OpenTelemetry, instrument: (typeof instruments)[keyof typeof instruments]) {
  const [name, options] = instrument;
  const attributes = Object.fromEntries((options.labels ?? []).map((label) => [label, 'any']));
  if (options.kind === 'gauge') telemetry.gauge(name, options, () => [[1, attributes]]);
  else if (options.kind === 'histogram') telemetry.histogram(name, options).record(1, attributes);
  else telemetry.counter(name, options as Parameters<OpenTelemetry['counter']>[1]).add(1, attributes);
}

function metricsText(telemetry: OpenTelemetry): Promise<string> {
  return new Promise((resolve) => {
    const res = { setHeader: () => res, writeHead: () => res, end: resolve };
    telemetry.metricsHandler({} as IncomingMessage, res as unknown as ServerResponse);
  });
}
