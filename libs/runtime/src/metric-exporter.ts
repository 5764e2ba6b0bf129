import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';

export type OtlpProtocol = 'http/protobuf' | 'http/json' | 'grpc';

/** Sends metrics where the standard OTEL_EXPORTER_OTLP_* settings say, which it reads itself. Each is slow to import. */
export async function metricExporter(protocol: OtlpProtocol): Promise<PushMetricExporter> {
  if (protocol === 'grpc') {
    const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-grpc');
    return new OTLPMetricExporter();
  }
  if (protocol === 'http/json') {
    const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http');
    return new OTLPMetricExporter();
  }
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-proto');
  return new OTLPMetricExporter();
}
