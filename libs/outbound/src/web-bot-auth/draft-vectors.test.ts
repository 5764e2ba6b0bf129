import { expect, test } from '@jest/globals';
import { readDirectoryKeys } from './directory-keys.ts';
import { draftVectors, exampleDirectory } from './draft-vectors.fixture.ts';
import { exampleKeys } from './example-keys.ts';
import { agentVerifier } from './verify-agent.ts';

const keys = readDirectoryKeys(Buffer.from(JSON.stringify(exampleDirectory)));
const findKey = async (_url: string, id: string) => keys?.get(id) ?? null;
const asked = (vector: (typeof draftVectors)[number]) => ({
  id: 'a',
  atMs: 1_735_689_660_000,
  authority: 'example.com',
  method: 'GET',
  path: '/path/to/resource',
  ...vector,
});

test.each(draftVectors)("the draft's vector verifies: $title", async (vector) => {
  const lenient = { refusedKeys: new Set<string>(), lifeMaxS: 4_000_000_000 };
  const verdict = await agentVerifier({ findKey, admits: () => true, ...lenient })(asked(vector));
  expect(verdict).toMatchObject({ outcome: 'verified', directory: 'signature-agent.test' });
});

test.each(draftVectors)('the keys printed in specifications are refused: $title', async (vector) => {
  const verdict = await agentVerifier({ findKey, admits: () => true, lifeMaxS: 4_000_000_000 })(
    asked(vector),
  );
  expect(verdict).toEqual({ outcome: 'invalid', reason: 'example_key' });
});

test('every key printed with its private half in RFC 9421 and RFC 8037 is known by its thumbprint', () => {
  expect(new Set(keys?.keys())).toEqual(exampleKeys);
});
