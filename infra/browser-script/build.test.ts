import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { isEventsRequest } from '@botect/contracts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FakePage } from '../../libs/sdk-browser/src/fake-page.fixture.ts';
import { start } from '../../libs/sdk-browser/src/start.ts';
import { paths, read } from '../checks/repository.ts';
import { buildScript, integrityOf } from './build.ts';
import { foreignNames, refuseForeign } from './foreign-names.ts';
import { ownNames } from './own-names.ts';

/** 10 kB, in all. */
const bytesMax = 10_000;

const now = 1_780_000_000_000;
const settings = { siteKey: 'pk_1', endpoint: 'https://botect.example/v1/events', minimal: false };

/** Runs the built script in a page with its tag, beside what every browser has. */
function runIn(page: FakePage): void {
  const attributes: Record<string, string> = { 'data-site-key': 'pk_1', 'data-endpoint': settings.endpoint };
  const tag = { src: '', getAttribute: (name: string) => attributes[name] ?? null };
  Object.assign(page.window.document, { querySelector: () => tag });
  const FixedDate = class extends Date {
    static override now = () => now;
  };
  runInNewContext(
    script,
    Object.assign(page.window, { Date: FixedDate, Error, Uint8Array, Blob, URL, btoa }),
  );
}

/** Everything the reducer counts, once. */
async function visit(page: FakePage): Promise<void> {
  const touch = { clientX: 5, clientY: 5, radiusX: 11, force: 0.4 };
  const samples = { getCoalescedEvents: () => [1, 2] };
  for (let at = 0; at < 90; at += 1) {
    const place = { clientX: 300 + 250 * Math.sin(at / 9), clientY: 3 * at };
    page.fire('pointermove', 1_000 + at * 17, { ...place, ...samples, buttons: at > 80 ? 1 : 0 });
  }
  page.fire('pointerdown', 2_600, { buttons: 1, pressure: 0.5, clientX: 9, clientY: 9 });
  page.fire('pointerup', 2_690);
  page.fire('keydown', 2_800, { code: 'KeyB', key: 'b' });
  page.fire('keyup', 2_890, { code: 'KeyB', key: 'b' });
  page.fire('wheel', 2_950, { deltaX: 0, deltaY: 100, deltaMode: 0 });
  page.fire('scroll', 2_960, { target: { scrollTop: 90 } });
  page.fire('touchstart', 3_000, { touches: [touch], changedTouches: [touch] });
  page.fire('touchmove', 3_020, { touches: [touch], changedTouches: [{ ...touch, clientX: 50 }] });
  page.fire('touchend', 3_050, { touches: [], changedTouches: [touch] });
  await page.pass(9_000);
}

let script: string;
beforeAll(async () => {
  script = await buildScript();
});

describe('the built browser script', () => {
  test(`is at most ${bytesMax} bytes compressed`, () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(bytesMax);
  });

  test('is the same whenever it is built', async () => {
    expect(await buildScript()).toBe(script);
  });

  test('never makes code from text, workers from blobs, or markup from strings', () => {
    expect(script).not.toMatch(
      /\beval\(|\bFunction\(|new Worker|createObjectURL|innerHTML|document\.write|importScripts/,
    );
  });

  test('leaves what it is in the page alone but for one name', () => {
    const assigned = [...script.matchAll(/globalThis/g)];
    expect(assigned).toHaveLength(1);
    expect(script).not.toMatch(/\bhistory\.|console\.(?:log|warn|error|info|debug)|\.pushState/);
  });

  test('has the version of its package', () => {
    const { version } = JSON.parse(read('libs/sdk-browser/package.json')) as { version: string };
    expect(script).toContain(`"${version}"`);
  });

  test('says in a page what its sources say', async () => {
    const console = { groupEnd: () => {} };
    const [built, plain] = [new FakePage({ console }), new FakePage({ console })];
    runIn(built);
    start(plain.window, settings, { clock: () => now, random: () => 0.5 });
    for (const page of [built, plain]) await visit(page);
    const said = (page: FakePage) => page.sent.map(({ options }) => JSON.parse(options.body));
    expect(said(built)).toEqual(said(plain));
    expect(said(built).every(isEventsRequest)).toBe(true);
    expect(said(built).flatMap(({ events }) => events.map(({ type }: { type: string }) => type))).toContain(
      'window',
    );
  });

  test('has the hash its documentation prints', () => {
    expect(read('docs/browser-sdk.md')).toContain(`integrity="${integrityOf(script)}"`);
  });
});

describe('a name that somebody else knows', () => {
  test.each([
    ['hold_ms', 'the wire'],
    ['motion', 'the wire'],
    ['session_token', 'the wire'],
    ['webdriver', 'the wire'],
    ['samples', 'the wire'],
    ['clientX', 'the browser, or the page'],
    ['userAgentData', 'the browser, or the page'],
    ['contentWindow', 'the browser, or the page'],
    ['sessionToken', 'the browser, or the page'],
    ['resolvedOptions', 'the language'],
    ['entries', 'the language'],
  ])('%s is never shortened: %s', (name, owner) => {
    expect(() => refuseForeign([...ownNames, name])).toThrow(`"${name}", a name of ${owner}`);
  });

  test('is in no list now, and none looks like that of a private field', () => {
    expect(() => refuseForeign(ownNames)).not.toThrow();
    expect(() => refuseForeign([], new Map([['_0', 'the page']]))).toThrow('"_0"');
    expect(foreignNames().size).toBeGreaterThan(400);
  });
});

test('its sources import nothing but each other', () => {
  const sources = paths('libs/sdk-browser/src/**/*.ts').filter(
    (path) => !/\.(?:test|fixture)\.ts$/.test(path),
  );
  const foreign = sources.filter((path) => /from '(?!\.{1,2}\/)/.test(read(path)));
  expect([sources.length > 50, foreign]).toEqual([true, []]);
});
