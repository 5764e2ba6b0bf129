import {
  SpanKind as Kind,
  type Span as OpenSpan,
  ROOT_CONTEXT,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Sampling } from './sampling.ts';
import type { Span, SpanKind, Trace } from './telemetry.ts';
import { writeTraceParent } from './traceparent.ts';

const kinds: Record<SpanKind, Kind> = {
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
  internal: Kind.INTERNAL,
};

/** Spans made by hand for the sampled steps alone; everything else costs the sampler's look at its counter. */
export function spans(tracer: Tracer, sample: (parent: string | null | undefined) => Sampling): Trace {
  return {
    start(name, kind, parent) {
      const sampling = sample(parent);
      if (sampling === 'none') return null;
      const context =
        sampling === 'root'
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, { ...sampling, isRemote: true });
      return span(tracer.startSpan(name, { kind: kinds[kind] }, context));
    },
  };
}

function span(open: OpenSpan): Span {
  return {
    attribute: (key, value) => void open.setAttribute(key, value),
    fail(error) {
      const message = error instanceof Error ? error.message : String(error);
      open.setStatus({ code: SpanStatusCode.ERROR, message });
      open.recordException({ name: error instanceof Error ? error.name : 'Error', message });
    },
    end: () => open.end(),
    traceparent: () => writeTraceParent(open.spanContext()),
  };
}
