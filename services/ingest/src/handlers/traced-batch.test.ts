import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { batch } from './batches.fixture.ts';
import { ingestServer } from './ingest-server.fixture.ts';

let server: Awaited<ReturnType<typeof ingestServer>>;
beforeAll(async () => {
  server = await ingestServer();
}, 180_000);
afterAll(() => server.close());

const traceId = '0af7651916cd43dd8448eb211c80319c';

test('a batch hands its place in the trace to whoever reads its record', async () => {
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
  const headers = { 'x-botect-site-key': server.project.siteKey, traceparent };
  await server.post('/v1/events', { headers, body: batch() });
  const [span] = server.telemetry.spans;
  expect(span).toMatchObject({ name: 'POST /v1/events', parent: traceparent, ended: true });
  expect(server.published[0]?.headers).toEqual({ traceparent: span?.traceparent });
  expect(span?.traceparent).toContain(traceId);
});
