import { describe, expect, test } from '@jest/globals';
import { chooseInfrastructure } from './choose-infrastructure.ts';
import type { InfrastructureSource } from './infrastructure-sources.ts';

function source(name: string, isAvailable: boolean): InfrastructureSource {
  const connections = {
    kafkaBrokers: [`${name}:9092`],
    redisUrl: `redis://${name}`,
    databaseUrl: `postgresql://${name}`,
  };
  return {
    name,
    available: () => isAvailable,
    start: async () => ({ ...connections, stop: async () => {} }),
  };
}

async function choose(environment: NodeJS.ProcessEnv, sources: readonly InfrastructureSource[]) {
  const printed: string[] = [];
  const chosen = await chooseInfrastructure({ environment, sources, print: (line) => printed.push(line) });
  return { chosen, printed };
}

describe('what tests run on', () => {
  test('is the first source that is available, and the choice is printed', async () => {
    const { chosen, printed } = await choose({}, [
      source('absent', false),
      source('first', true),
      source('second', true),
    ]);
    expect(chosen?.redisUrl).toBe('redis://first');
    expect(printed).toEqual(['real infrastructure: first']);
  });

  test('is what the environment names, each by itself', async () => {
    const { chosen } = await choose({ REDIS_URL: 'redis://named' }, [source('first', true)]);
    expect(chosen).toMatchObject({ redisUrl: 'redis://named', databaseUrl: 'postgresql://first' });
  });

  test('starts nothing when the environment names everything', async () => {
    const environment = {
      KAFKA_BROKERS: 'a:1,b:2',
      REDIS_URL: 'redis://named',
      DATABASE_URL: 'postgresql://named',
    };
    const broken: InfrastructureSource = {
      ...source('first', true),
      start: () => Promise.reject(new Error('started')),
    };
    const { chosen } = await choose(environment, [broken]);
    expect(chosen?.kafkaBrokers).toEqual(['a:1', 'b:2']);
  });

  test('is nothing, said in one line, when there is no source', async () => {
    const { chosen, printed } = await choose({}, [source('absent', false)]);
    expect(chosen).toBeNull();
    expect(printed).toHaveLength(1);
  });
});
