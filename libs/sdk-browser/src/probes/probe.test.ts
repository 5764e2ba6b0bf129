import { detections, payloadVocabulary } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { FakePage } from '../fake-page.fixture.ts';
import { probe } from './probe.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** What a getter of the browser's own prints as cannot be made by a script, but a bound function prints much the same. */
const native = (value: unknown) => Map.prototype.get.bind(new Map([[undefined, value]]), undefined);

type Facts = Readonly<Record<string, object | null | undefined>>;

/** A person's Chrome on Windows, and whatever is different here. */
function browser({ navigator = {}, flag = native(false), gl = {}, frame = {}, ...over }: Facts = {}) {
  const prototype = Object.defineProperty({}, 'webdriver', {
    get: flag as () => boolean,
    configurable: true,
  });
  const own = {
    userAgent: chrome,
    platform: 'Win32',
    languages: ['de-DE', 'de', 'x'],
    plugins: { length: 5 },
    hardwareConcurrency: 8,
    userAgentData: { platform: 'Windows', brands: [{ brand: 'Chromium' }] },
    permissions: { query: Object.assign(native(Promise.resolve({ state: 'prompt' }))) },
    ...navigator,
  };
  const described = Object.assign(Object.create(prototype), own);
  const page = new FakePage();
  const drawing =
    gl === null ? null : { getExtension: () => ({}), getParameter: () => 'ANGLE (NVIDIA GeForce)', ...gl };
  const made: Record<string, object> = {
    iframe: {
      contentWindow: { navigator: Object.assign(Object.create(described), frame) },
      remove: () => {},
    },
    canvas: { getContext: () => drawing },
  };
  const document = {
    ...page.window.document,
    createElement: (name: string) => made[name],
    documentElement: { appendChild: () => {} },
  };
  const facts = {
    navigator: described,
    document,
    outerWidth: 1_216,
    outerHeight: 900,
    Notification: { permission: 'default' },
    matchMedia: () => ({ matches: true }),
    console: { groupEnd: () => {} },
  };
  return Object.assign(page.window, facts, over);
}

const tells = async (over: Facts = {}) => {
  const probed = await probe(browser(over), false);
  return Object.keys(probed).filter((name) => probed[name] === true && name !== 'js_passed');
};
/** True of the machine the tests run on. */
const here = ['unknown_time_zone'];
const found = async (over: Facts) => (await tells(over)).filter((name) => !here.includes(name));

describe('a person’s browser', () => {
  test('shows nothing, and passes', async () => {
    expect(await found({})).toEqual([]);
    expect(await probe(browser(), false)).toMatchObject({ js_passed: true, languages: ['de-DE', 'de'] });
  });
});

describe('a detector', () => {
  test.each<[string, Facts]>([
    ['webdriver', { flag: native(true), frame: {} }],
    [
      'headless',
      { navigator: { userAgentData: { platform: 'Windows', brands: [{ brand: 'HeadlessChrome' }] } } },
    ],
    ['headless_ua', { navigator: { userAgent: chrome.replace('Chrome', 'HeadlessChrome') } }],
    ['driver_globals', { cdc_adoQpoasnfa76pfcZLmcfl_Array: {} }],
    ['driver_globals', { __playwright__binding__: {} }],
    ['rewritten_webdriver_flag', { flag: () => false }],
    ['contexts_disagree', { frame: { platform: 'Linux x86_64' } }],
    [
      'engine_mismatch',
      {
        navigator: {
          userAgent: firefox.replace('X11; Linux x86_64', 'Windows NT 10.0'),
          userAgentData: undefined,
        },
      },
    ],
    ['permission_contradiction', { Notification: { permission: 'denied' } }],
    ['navigator_anomaly', { navigator: { platform: 'Linux x86_64' } }],
    ['navigator_anomaly', { navigator: { userAgentData: { platform: 'macOS', brands: [] } } }],
    ['missing_plugins', { navigator: { plugins: { length: 0 } } }],
    ['zero_viewport', { outerHeight: 0 as unknown as object }],
    ['no_fine_pointer', { matchMedia: () => ({ matches: false }) }],
    ['software_rendering', { gl: { getParameter: () => 'ANGLE (Google, Vulkan 1.3 (SwiftShader Device))' } }],
    ['no_webgl', { gl: null }],
    ['debugger_attached', { console: { groupEnd: (error: Error) => error.stack } }],
  ])('finds %s', async (name, over) => {
    expect(await tells(over)).toContain(name);
  });

  test('finds the sizes of drivers only in windows without a frame', async () => {
    const size = (outer: number) =>
      ({ innerWidth: 800, innerHeight: 600, outerWidth: 800, outerHeight: outer }) as unknown as Record<
        string,
        object
      >;
    expect([await found(size(600)), await found(size(690))]).toEqual([['default_viewport'], []]);
  });

  test.each(['webdriver', 'headless_ua'])(
    'of an admission (%s) fails the probe, and asks no debugger',
    async (name) => {
      const asked: unknown[] = [];
      const console = { groupEnd: (error: unknown) => asked.push(error) };
      const driven =
        name === 'webdriver' ? { flag: native(true) } : { navigator: { userAgent: 'HeadlessChrome/142' } };
      expect(await probe(browser({ ...driven, console }), false)).toMatchObject({
        js_passed: false,
        [name]: true,
      });
      expect(asked).toEqual([]);
    },
  );

  test('that knows nothing says so', async () => {
    const bare = Object.assign(new FakePage().window, { navigator: {}, document: {}, matchMedia: undefined });
    const probed = await probe(bare, false);
    for (const name of ['webdriver', 'headless', 'no_webgl', 'contexts_disagree', 'no_fine_pointer'])
      expect(probed[name]).toBeNull();
    expect(probed['js_passed']).toBe(true);
  });
});

test('the drawing that was asked for its maker is given back: a page has few of them', async () => {
  const lost: unknown[] = [];
  const extensions: Record<string, object> = { WEBGL_lose_context: { loseContext: () => lost.push(1) } };
  await probe(browser({ gl: { getExtension: (name: string) => extensions[name] ?? null } }), false);
  expect(lost).toHaveLength(1);
});

describe('what a probe says', () => {
  test('is in the contract, each tell with a detection of its name', async () => {
    const names = Object.keys(await probe(browser(), false));
    const registered = new Map(detections.map(({ name, id }) => [name, id]));
    const aliases: Record<string, string> = { headless_ua: 'headless_client_agent' };
    const tellNames = names.filter((name) => !['collector_version', 'js_passed', 'languages'].includes(name));
    expect(names.filter((name) => !(name in payloadVocabulary))).toEqual([]);
    expect(tellNames.filter((name) => !registered.has(aliases[name] ?? name))).toEqual([]);
    expect(tellNames).toHaveLength(18);
  });

  test('is next to nothing in minimal mode', async () => {
    const names = Object.keys(await probe(browser(), true));
    expect(names).toEqual([
      'collector_version',
      'js_passed',
      'webdriver',
      'headless',
      'headless_ua',
      'driver_globals',
    ]);
  });
});
