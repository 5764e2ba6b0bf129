import type { IncomingMessage, ServerResponse } from 'node:http';
import { metrics, trace } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import {
  type MetricProducer,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { systemClock } from './clock.ts';
import type { Closable } from './closable.ts';
import { within } from './deadline.ts';
import { measurements } from './measurements.ts';
import { processDetectors } from './process-resource.ts';
import { sampler } from './sampling.ts';
import { spans } from './spans.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';

export interface OpenTelemetryOptions {
  readonly service: string;
  /** Null: no traces are made. The exporter reads its address from OTEL_EXPORTER_OTLP_ENDPOINT itself. */
  readonly tracesTo: string | null;
  readonly sampleRatio: number;
  /** How metrics are sent, too; null, and unless told: Prometheus alone reads them. */
  readonly metricsBy?: MetricsSending | null;
  /** Projects told apart in metrics at most; 20 unless told. */
  readonly projectsMax?: number;
}

export interface MetricsSending {
  readonly exporter: PushMetricExporter;
  readonly everyMs: number;
}

export interface OpenTelemetry extends Telemetry, Closable {
  metricsHandler(req: IncomingMessage, res: ServerResponse): void;
}

/**
 * Metrics for Prometheus and by OTLP, traces by OTLP. Nothing is instrumented by itself: patched HTTP and Kafka clients
 * cost more than the request they watch. Loaded by run() alone, the SDK being slow to import.
 */
export function openTelemetry(options: OpenTelemetryOptions): OpenTelemetry {
  const { service, tracesTo, sampleRatio, metricsBy = null, projectsMax = 20 } = options;
  const { producer, ...meters } = measurements({ now: systemClock, rankedMax: projectsMax });
  const prometheus = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    metricProducers: [producer],
  });
  const sdk = new NodeSDK({
    serviceName: service,
    resourceDetectors: processDetectors,
    metricReaders: [prometheus, ...(metricsBy === null ? [] : [sending(producer, metricsBy)])],
    logRecordProcessors: [],
    ...(tracesTo === null && { spanProcessors: [] }),
  });
  sdk.start();
  const sample = sampler({ ratio: sampleRatio, now: systemClock });
  return {
    ...meters,
    trace: tracesTo === null ? noTelemetry.trace : spans(trace.getTracer('botect'), sample),
    metricsHandler: (req, res) => prometheus.getMetricsRequestHandler(req, res),
    async close() {
      // A collector that is away is no reason to call a stop unclean, nor to wait for it.
      await within(lastSendingMs, sdk.shutdown()).catch(() => {});
      // The SDK registers itself for the whole process; the next one must find the place free.
      metrics.disable();
      trace.disable();
    },
  };
}

const lastSendingMs = 3_000;

function sending(producer: MetricProducer, { exporter, everyMs }: MetricsSending) {
  return new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(everyMs, 10_000),
    metricProducers: [producer],
  });
}
