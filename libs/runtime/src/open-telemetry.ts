import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { metrics, trace } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { systemClock } from './clock.ts';
import type { Closable } from './closable.ts';
import { measurements } from './measurements.ts';
import { sampler } from './sampling.ts';
import { spans } from './spans.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';

export interface OpenTelemetryOptions {
  readonly service: string;
  /** Null: no traces are made. The exporter reads its address from OTEL_EXPORTER_OTLP_ENDPOINT itself. */
  readonly tracesTo: string | null;
  readonly sampleRatio: number;
}

export interface OpenTelemetry extends Telemetry, Closable {
  metricsHandler(req: IncomingMessage, res: ServerResponse): void;
}

/**
 * Metrics for Prometheus, traces by OTLP. Nothing is instrumented by itself: patched HTTP and Kafka clients cost
 * more than the request they watch. Loaded by run() alone, the SDK being slow to import.
 */
export function openTelemetry({ service, tracesTo, sampleRatio }: OpenTelemetryOptions): OpenTelemetry {
  const { counter, histogram, producer } = measurements();
  const prometheus = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    metricProducers: [producer],
  });
  const instance = { 'service.instance.id': `${hostname()}-${process.pid}` };
  const sdk = new NodeSDK({
    serviceName: service,
    resourceDetectors: [{ detect: () => ({ attributes: instance }) }],
    metricReaders: [prometheus],
    logRecordProcessors: [],
    ...(tracesTo === null && { spanProcessors: [] }),
  });
  sdk.start();
  const meter = metrics.getMeter('botect');
  const sample = sampler({ ratio: sampleRatio, now: systemClock });
  return {
    counter,
    histogram,
    gauge(name, options, read) {
      meter.createObservableGauge(name, options).addCallback((result) => result.observe(read()));
    },
    trace: tracesTo === null ? noTelemetry.trace : spans(trace.getTracer('botect'), sample),
    metricsHandler: (req, res) => prometheus.getMetricsRequestHandler(req, res),
    async close() {
      await sdk.shutdown();
      // The SDK registers itself for the whole process; the next one must find the place free.
      metrics.disable();
      trace.disable();
    },
  };
}
