import { describe, expect, test } from '@jest/globals';
import { refused, rules } from '../rules/rule-stories.fixture.ts';
import { proposeRules } from './propose-rules.ts';
import { apply, bots, now, openOnes, suggestionStories, suggestions } from './suggestion-stories.fixture.ts';

const stories = await suggestionStories();

describe('the job', () => {
  test('proposes rules that can be saved as they are', async () => {
    const { story } = await stories.attacked(1, bots(null, 'evil "\\ bot'));
    const proposed = (await openOnes(story)).map(({ kind, subject, expression_source }) => [
      kind,
      subject,
      expression_source,
    ]);
    expect(proposed).toEqual([
      ['agent', 'evil "\\ bot', 'ua == "evil \\"\\\\ bot" AND NOT verified_bot'],
      ['network', '203.0.0.0/24', 'ip in ["203.0.0.0/24"] AND NOT verified_bot'],
    ]);
    for (const { expression_source: expression, action } of await openOnes(story)) {
      const body = { name: 'x', expression, action };
      expect((await story.call('POST', rules, { body })).status).toBe(201);
    }
  });

  test('passes over an agent no expression can hold', async () => {
    const { ids } = await stories.attacked(0, bots(null, 'two\nlines\u0001'.replace('\n', '\u0002')));
    expect(ids).toEqual([]);
  });

  test('run again, or twice at once, proposes nothing twice', async () => {
    const { story, ids } = await stories.attacked();
    await Promise.all([stories.runJob(), stories.runJob()]);
    expect((await openOnes(story)).map(({ id }) => id)).toEqual(ids);
  });

  test('proposes nothing again that was decided on', async () => {
    const { story, ids } = await stories.attacked();
    await apply(story, ids.slice(0, 1));
    await story.call('DELETE', `${suggestions}/${ids[1]}`);
    await stories.runJob();
    expect(await openOnes(story)).toEqual([]);
  });

  test('leaves the round to the replica that has the lock', async () => {
    const stores = { suspicions: { projects: async () => [{ projectId: 1 }, { projectId: 2 }] } };
    const claims: string[] = [];
    const claim = async () => claims.push('asked') > 1;
    const transact = (work: (inside: unknown) => unknown) => work({ suspicions: { claim } });
    await proposeRules({ stores, transact, now } as unknown as Parameters<typeof proposeRules>[0]).work();
    expect(claims).toEqual(['asked']);
  });
});

describe('suggestions', () => {
  test('are none where nothing is suspicious', async () => {
    const { story } = await stories.attacked(0);
    expect((await story.call('GET', suggestions)).text).toBe('[]');
  });

  test('can be looked at one by one, decided on or not', async () => {
    const { story, ids } = await stories.attacked();
    const [first, second] = await openOnes(story);
    expect((await story.call('GET', `${suggestions}/${ids[0]}`)).body).toEqual(first);
    const dismissed = await story.call('DELETE', `${suggestions}/${ids[1]}`);
    expect([dismissed.status, dismissed.text]).toEqual([204, '']);
    const { body } = await story.call('GET', `${suggestions}/${ids[1]}`);
    expect(body).toEqual({ ...second, status: 'dismissed', updated_at: expect.any(String) });
  });

  test('decided on stay what they are when dismissed', async () => {
    const { story, ids } = await stories.attacked();
    await apply(story, ids.slice(0, 1));
    await story.call('DELETE', `${suggestions}/${ids[1]}`);
    for (const id of ids) expect((await story.call('DELETE', `${suggestions}/${id}`)).status).toBe(204);
    const states = ids.map(async (id) => (await story.call('GET', `${suggestions}/${id}`)).body['status']);
    expect(await Promise.all(states)).toEqual(['applied', 'dismissed']);
  });

  test.each(['GET', 'DELETE', 'POST'])(
    '%s: another project’s is missing, by no byte different: 404',
    async (method) => {
      const [{ story }, { story: other, ids }] = [await stories.attacked(), await stories.attacked()];
      const texts = [];
      for (const id of [ids[0], 2_147_483_647]) {
        const answer =
          method === 'POST'
            ? await apply(story, [Number(id)])
            : await story.call(method, `${suggestions}/${id}`);
        expect(answer).toMatchObject({ status: 404, body: refused('NOT_FOUND') });
        texts.push(answer.text);
      }
      expect(texts[0]).toBe(texts[1]);
      for (const id of ['x', '0', '1.5', '9'.repeat(20)])
        if (method !== 'POST') expect((await story.call(method, `${suggestions}/${id}`)).text).toBe(texts[0]);
      expect(await openOnes(other)).toHaveLength(2);
    },
  );
});

describe('who may', () => {
  test.each([
    ['GET', suggestions, 'getSuggestions', 200],
    ['GET', `${suggestions}/1`, 'getSuggestion', 404],
    ['POST', `${suggestions}/apply`, 'applySuggestions', 404],
    ['DELETE', `${suggestions}/2147483647`, 'applySuggestions', 404],
  ] as const)('%s %s needs %s', async (method, path, permission, status) => {
    const names = ['getSuggestions', 'getSuggestion', 'applySuggestions', 'createRule', 'getRules'] as const;
    const others = names.filter((name) => name !== permission);
    const body = method === 'POST' ? { suggestion_ids: [2_147_483_647] } : undefined;
    const call = async (differences: object) =>
      (await (await stories.story(differences)).call(method, path, { body })).status;
    expect(await call({ permissions: [permission] })).toBe(status);
    expect(await call({ permissions: others })).toBe(403);
    expect(await call({ suspendedAt: new Date(0) })).toBe(method === 'GET' ? status : 402);
  });
});
