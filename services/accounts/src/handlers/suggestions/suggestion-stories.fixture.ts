import type { Suggestion } from '@botect/contracts';
import { alike, type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { prismaStores, prismaTransact } from '../../adapters/stores.prisma.ts';
import type { Story } from '../accounts-server.fixture.ts';
import { ruleStories } from '../rules/rule-stories.fixture.ts';
import { proposeRules } from './propose-rules.ts';

export const suggestions = '/v1/projects/{project}/rule-suggestions';
export const now = () => Date.now();

/** The service and the job for one test file. */
export async function suggestionStories() {
  const stories = await ruleStories();
  const runJob = () => {
    const { prisma } = stories.database();
    return proposeRules({
      stores: prismaStores(prisma, now),
      transact: prismaTransact(prisma, now),
      now,
    }).work();
  };
  return {
    ...stories,
    runJob,
    /** A scored project attacked from so many networks, looked at by the job. */
    async attacked(networks = 2, more: readonly SeededSession[] = []) {
      const story = await stories.story();
      await story.enable();
      const sessions = Array.from({ length: networks }, (_, index) => bots(`203.0.${index}.7`)).flat();
      await seedSessions(stories.database(), story, [...sessions, ...more]);
      await runJob();
      const ids = (await openOnes(story)).map(({ id }) => id);
      return { story, ids };
    },
  };
}

export const bots = (ip: string | null, ua: string | null = null): SeededSession[] =>
  alike(20, { token: `${ip}-${ua}`, score: 5, lastSeenMs: now() - 60_000, ip, ua });

export const openOnes = async ({ call }: Story) =>
  (await call('GET', suggestions)).body as unknown as readonly Suggestion[];

export const apply = (story: Story, suggestion_ids: readonly number[], more: object = {}) =>
  story.call('POST', `${suggestions}/apply`, { body: { suggestion_ids, ...more } });
