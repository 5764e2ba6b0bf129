import { expect, test } from '@jest/globals';
import { describeManifests } from './describe-manifests.ts';
import { everyManifest } from './every-manifest.ts';
import { build, type Manifest } from './manifests.ts';
import { readSchemas, schemaCheck } from './schemas.ts';

const schemas = readSchemas();
const check = schemaCheck(schemas);

describeManifests(`the API server of Kubernetes ${schemas.version}`, () => {
  test('would find every object well formed', () => {
    expect(everyManifest().flatMap(check)).toEqual([]);
  });

  test.each<[string, (pod: Record<string, unknown>) => object]>([
    ['a field it does not know', (pod) => ({ ...pod, terminationGracePeriod: 30 })],
    ['a number written as text', (pod) => ({ ...pod, terminationGracePeriodSeconds: '30' })],
    ['a pod without containers', ({ containers: _, ...pod }) => pod],
  ])('would refuse %s', (_what, change) => {
    const deployment = structuredClone(build('k8s/overlays/dev').find(({ kind }) => kind === 'Deployment'));
    const { template } = (deployment as Manifest<{ template: { spec: Record<string, unknown> } }>).spec;
    template.spec = change(template.spec) as Record<string, unknown>;
    expect(check(deployment as Manifest)).toHaveLength(1);
  });
});
