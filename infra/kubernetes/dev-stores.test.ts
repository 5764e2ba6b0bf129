import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { describeManifests } from './describe-manifests.ts';
import { build } from './manifests.ts';
import { pods } from './pods.ts';

interface ComposeFile {
  readonly services: Readonly<Record<string, { readonly image: string }>>;
}

const composeFile = resolve(import.meta.dirname, '../../docker-compose.yml');

describeManifests('the stores for trying', () => {
  test('are the very ones Compose starts', () => {
    const { services }: ComposeFile = parse(readFileSync(composeFile, 'utf8'), { merge: true });
    const composed = ['kafka', 'postgres', 'redis'].map((name) => services[name]?.image);
    const stores = pods(build('k8s/overlays/dev'), 'StatefulSet');
    expect(stores.map(({ spec }) => spec.containers[0]?.image).sort()).toEqual(composed.sort());
  });
});
