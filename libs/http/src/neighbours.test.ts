import { describe, expect, test } from '@jest/globals';
import { letInWait, type Wait } from './held-answers.ts';
import { type Heard, simulatedServer } from './simulated-server.fixture.ts';

const [loud, quiet] = [1, 2];
/** What the simulated server bears. */
const capacity = 10_000;
const share = capacity / 20;
/** When the quiet site comes: the flood is under way. */
const [fromMs, toMs] = [2_000, 6_000];
/** What it asks in its first second, in which the server learns that it is there. */
const first = share;

function p99({ answeredMs }: Heard): number {
  const sorted = answeredMs.slice(first).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}

/** A site that keeps to its share, beside one that floods over so many connections. */
function beside(connections: number, wait?: Wait) {
  const server = simulatedServer(wait);
  server.flood(loud, connections);
  server.visit(quiet, share, [fromMs, toMs]);
  server.run(toMs + 200);
  const perSecond = server.of(loud).answeredMs.length / (toMs / 1_000);
  return { ...server.of(quiet), p99Ms: p99(server.of(quiet)), goodput: perSecond / capacity };
}

describe('in a simulated event loop', () => {
  const alone = beside(0);

  test.each([256, 1_000])('a flood over %d connections costs a quiet site no answer', (connections) => {
    const { answeredMs, refused } = beside(connections);
    expect([answeredMs.length, refused]).toEqual([alone.answeredMs.length, 0]);
  });

  test('a site that takes all it can get leaves another within half as much again of its own p99', () => {
    expect(beside(256).p99Ms / alone.p99Ms).toBeLessThanOrEqual(1.5);
  });

  test('and half the wait, which is what a visitor can be given, is enough for that', () => {
    const { answeredMs, refused, p99Ms } = beside(256, letInWait);
    expect([answeredMs.length, refused]).toEqual([alone.answeredMs.length, 0]);
    expect(p99Ms / alone.p99Ms).toBeLessThanOrEqual(1.5);
  });

  test.each([64, 256, 1_000, 4_000])('a flood over %d connections is mostly answered', (connections) => {
    const server = simulatedServer();
    server.flood(loud, connections);
    server.run(toMs);
    expect(server.of(loud).answeredMs.length / (toMs / 1_000) / capacity).toBeGreaterThan(0.9);
  });
});
