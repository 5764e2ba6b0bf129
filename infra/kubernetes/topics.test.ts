import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { declaredTopics } from '@botect/bus';
import { signalsTopic, type TopicDeclaration, topicDeclarationSchema, topics } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { processes } from '../image/processes.ts';
import { describeManifests } from './describe-manifests.ts';
import { build, ofKind } from './manifests.ts';
import { ownPods } from './pods.ts';

const root = resolve(import.meta.dirname, '../..');
const overlays = ['dev', 'production'];
const production = 'k8s/overlays/production';

function declarationOf(overlay: string): TopicDeclaration {
  const text = readFileSync(resolve(root, `k8s/overlays/${overlay}/topics.json`), 'utf8');
  return topicDeclarationSchema.parse(JSON.parse(text));
}

interface ScaledObject {
  readonly maxReplicaCount: number;
  readonly triggers: readonly { readonly metadata: Readonly<Record<string, string>> }[];
}

describe('the topics', () => {
  test.each(overlays)('of %s are all the product needs, and no looser than it promises', (overlay) => {
    expect(() => declaredTopics(declarationOf(overlay), topics)).not.toThrow();
  });

  test('of production outlive a broker, and are still written to without it', () => {
    const { replication, min_in_sync: minInSync } = declarationOf('production');
    expect({ replication, minInSync }).toEqual({ replication: 3, minInSync: 2 });
  });
});

describeManifests('in production', () => {
  const scaled = () => ofKind<ScaledObject>(build(production), 'ScaledObject')[0];

  test('scoring never has more members than there are partitions', () => {
    const partitions = declarationOf('production').topics[signalsTopic.name]?.partitions;
    expect(scaled()?.spec.maxReplicaCount).toBe(partitions);
    expect(scaled()?.spec.triggers[0]?.metadata['allowIdleConsumers']).toBe('false');
  });

  test('it is scaled by the lag of the group it is', () => {
    const { topic, consumerGroup } = scaled()?.spec.triggers[0]?.metadata ?? {};
    expect({ topic, consumerGroup }).toEqual({ topic: 'signals', consumerGroup: 'scoring.signals' });
  });

  test('every pod asks the image for a process it has', () => {
    const asked = ownPods(build(production)).map(({ spec }) => spec.containers[0]?.args?.[0] ?? 'none');
    expect(asked.filter((name) => !(name in processes))).toEqual([]);
    expect(asked.sort()).toEqual(['accounts', 'ingest', 'migrate', 'scoring', 'topics', 'verdict']);
  });
});
