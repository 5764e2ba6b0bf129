import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HeaderGenerator } from 'header-generator';
import { asked } from './request-builder.fixture.ts';
import type { Scoring } from './score-session.ts';

/** Headers of each, drawn from a network fitted on real traffic: every browser on desks and telephones, in both protocols. */
const setsOfEach = 150;
const browsers = ['chrome', 'edge', 'firefox', 'safari'] as const;
const kinds = browsers.flatMap((name) =>
  (['desktop', 'mobile'] as const).flatMap((device) =>
    (['1', '2'] as const).map((httpVersion) => ({ browsers: [name], devices: [device], httpVersion })),
  ),
);

/** Mulberry32. The package draws from `Math.random`. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const unseeded = Math.random;
const scored: Scoring[] = [];
beforeAll(() => {
  Math.random = seededRandom(7);
  const generator = new HeaderGenerator();
  for (const kind of kinds) {
    for (let set = 0; set < setsOfEach; set += 1)
      scored.push(score(generator.getHeaders({ ...kind, strict: true })));
  }
});
afterAll(() => {
  Math.random = unseeded;
});

function score(headers: Readonly<Record<string, string>>): Scoring {
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const hint = (name: string) => sent.get(name) ?? null;
  const hints = {
    ua: hint('sec-ch-ua'),
    platform: hint('sec-ch-ua-platform'),
    mobile: hint('sec-ch-ua-mobile'),
  };
  return asked({ ua: hint('user-agent'), headers: [...sent.keys()].join(' '), client: { hints } });
}

describe('2,400 sets of real headers, over TLS and before any behaviour', () => {
  const raised = (...ids: readonly number[]) =>
    scored.filter(({ detectionIds }) => detectionIds.some((id) => ids.includes(id)));

  test('only programs that say so themselves get a score', () => {
    const bots = scored.filter((one) => one.score > 0);
    expect(bots.flatMap(({ detectionIds }) => detectionIds).every((id) => id === 1001 || id === 1002)).toBe(
      true,
    );
    // The traffic it was fitted on was not people's alone: page-speed tests, and Chrome running headless.
    expect(bots.length).toBeLessThanOrEqual(20);
  });

  test('a handful at most are in doubt', () => {
    expect(scored).toHaveLength(2_400);
    expect(raised(1010, 1011, 1012, 1013).length).toBeLessThanOrEqual(3);
  });
});
