import { expect, test } from '@jest/globals';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { spans } from './spans.ts';
import { readTraceParent } from './traceparent.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const own = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: '00f067aa0ba902b7', traceFlags: 1 };

/** A tracer that notes every call made to it and to its spans. */
function noting() {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values]);
  const open = {
    setAttribute: note('attribute'),
    setStatus: note('status'),
    recordException: note('exception'),
    end: note('end'),
    spanContext: () => own,
  };
  const startSpan = (...values: unknown[]) => {
    note('start')(...values);
    return open;
  };
  return { calls, tracer: { startSpan } as unknown as Parameters<typeof spans>[0] };
}

test('a step that is not sampled makes no span', () => {
  const { calls, tracer } = noting();
  expect(spans(tracer, () => 'none').start('step', 'internal')).toBe(null);
  expect(calls).toEqual([]);
});

test('a root step starts a trace of its own, whatever is active', () => {
  const { calls, tracer } = noting();
  spans(tracer, () => 'root').start('step', 'consumer');
  expect(calls).toEqual([['start', 'step', { kind: SpanKind.CONSUMER }, ROOT_CONTEXT]]);
});

test('a continued step is a remote child of its parent', () => {
  const { calls, tracer } = noting();
  spans(tracer, (text) => readTraceParent(text ?? '') ?? 'none').start('step', 'server', parent);
  const [, , , context] = calls[0] ?? [];
  expect(trace.getSpanContext(context as typeof ROOT_CONTEXT)).toMatchObject({
    spanId: 'b7ad6b7169203331',
    isRemote: true,
  });
});

test('a failed step says so, and hands its own place to the next', () => {
  const { calls, tracer } = noting();
  const span = spans(tracer, () => 'root').start('step', 'internal');
  span?.attribute('topic', 'signals');
  span?.fail(new TypeError('no'));
  span?.end();
  expect(span?.traceparent()).toBe('00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01');
  expect(calls.slice(1)).toEqual([
    ['attribute', 'topic', 'signals'],
    ['status', { code: SpanStatusCode.ERROR, message: 'no' }],
    ['exception', { name: 'TypeError', message: 'no' }],
    ['end'],
  ]);
});
