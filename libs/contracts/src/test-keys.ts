/** What a site's code can meet, one kind of visitor or trouble a pair of keys. */
export const testScenarios = ['human', 'definite', 'likely', 'not_computed', 'slow', 'down'] as const;
export type TestScenario = (typeof testScenarios)[number];

export interface TestKeyPair {
  readonly siteKey: string;
  readonly privateKey: string;
}

/** How the random digits of every test key begin. Keys that begin so are never given out. */
export const testKeyMark = 'BotectTestKey';

/**
 * Published, and the same everywhere: good for trying an integration out, live only where `TEST_KEYS` says so. In form they are
 * keys like any other, checksum included.
 */
export const testKeys: Readonly<Record<TestScenario, TestKeyPair>> = {
  human: {
    siteKey: 'pk_BotectTestKeyHuman000000003iN0aj',
    privateKey: 'sk_BotectTestKeyHuman0000000000000000000000004TrhFl',
  },
  definite: {
    siteKey: 'pk_BotectTestKeyDefinite000003iLGnZ',
    privateKey: 'sk_BotectTestKeyDefinite0000000000000000000000OCgyt',
  },
  likely: {
    siteKey: 'pk_BotectTestKeyLikely00000004a5P8p',
    privateKey: 'sk_BotectTestKeyLikely000000000000000000000003WlSHQ',
  },
  not_computed: {
    siteKey: 'pk_BotectTestKeyNotComputed004IkVc9',
    privateKey: 'sk_BotectTestKeyNotComputed0000000000000000004UPRXj',
  },
  slow: {
    siteKey: 'pk_BotectTestKeySlow0000000003WwwQF',
    privateKey: 'sk_BotectTestKeySlow00000000000000000000000002OIciM',
  },
  down: {
    siteKey: 'pk_BotectTestKeyDown0000000003Fl3uP',
    privateKey: 'sk_BotectTestKeyDown000000000000000000000000023ig3Z',
  },
};

const scenariosBy = {
  siteKey: new Map(testScenarios.map((scenario) => [testKeys[scenario].siteKey, scenario])),
  privateKey: new Map(testScenarios.map((scenario) => [testKeys[scenario].privateKey, scenario])),
};

/** The scenario a key of that kind stands for; null for every key that is none of these. */
export function testScenarioOf(kind: keyof TestKeyPair, key: string): TestScenario | null {
  return scenariosBy[kind].get(key) ?? null;
}
