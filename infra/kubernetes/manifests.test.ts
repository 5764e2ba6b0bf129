import { describe, expect, test } from '@jest/globals';
import { describeManifests } from './describe-manifests.ts';
import { build, type Manifest } from './manifests.ts';
import { podRules } from './rules/pod-rules.ts';
import type { Rule } from './rules/rule.ts';
import { scalingRules, serviceRules } from './rules/service-rules.ts';

const everywhere = [...podRules, ...serviceRules];
const all = [...everywhere, ...scalingRules];
const titled = (rules: readonly Rule[]) => rules.map((rule) => [rule.title, rule] as const);

const production = 'k8s/overlays/production';
const container = 'spec.template.spec.containers.0';

/** Every rule by the end of its title, broken at one place: kind, name, path, what stands there then. */
const spoilt: readonly [rule: string, kind: string, name: string, path: string, value: unknown][] = [
  ['is restricted', 'Deployment', 'verdict', `${container}.securityContext.capabilities.drop`, []],
  ['is restricted', 'Job', 'migrate', 'spec.template.spec.securityContext.runAsNonRoot', false],
  ['read-only root', 'Job', 'topics', `${container}.securityContext.readOnlyRootFilesystem`, false],
  ['no token', 'ServiceAccount', 'scoring', 'automountServiceAccountToken', true],
  ['no token', 'Deployment', 'ingest', 'spec.template.spec.serviceAccountName', 'default'],
  ['among the settings', 'Deployment', 'ingest', 'spec.template.spec.enableServiceLinks', true],
  ['has limits', 'Deployment', 'accounts', `${container}.resources.limits.memory`, undefined],
  ['named by a tag', 'Deployment', 'accounts', `${container}.image`, 'ghcr.io/owner/botect'],
  ['in the open', 'Deployment', 'ingest', `${container}.env.0`, { name: 'REDIS_URL', value: 'redis://x' }],
  ['life hangs on nothing else', 'Deployment', 'ingest', `${container}.livenessProbe.httpGet.path`, '/ready'],
  ['time for it to its end', 'Deployment', 'ingest', 'spec.template.spec.terminationGracePeriodSeconds', 27],
  ['time for it to its end', 'Deployment', 'ingest', `${container}.lifecycle`, undefined],
  ['different zones', 'Deployment', 'ingest', 'spec.template.spec.topologySpreadConstraints', []],
  ['may be taken away', 'PodDisruptionBudget', 'ingest', 'spec.selector.matchLabels', { a: 'b' }],
  ['another is ready', 'Deployment', 'ingest', 'spec.strategy.rollingUpdate.maxUnavailable', 1],
  ['nothing but restricted pods', 'Namespace', 'botect', 'metadata.labels', {}],
  ['selects something', 'Service', 'ingest', 'spec.selector', { a: 'b' }],
  ['selects something', 'Job', 'topics', `${container}.envFrom.0.configMapRef.name`, 'settings'],
  ['autoscaler alone', 'HorizontalPodAutoscaler', 'ingest', 'spec.minReplicas', 1],
  ['autoscaler alone', 'Deployment', 'scoring', 'spec.replicas', 3],
];

function spoil(path: string, manifest: Manifest, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], manifest);
  (place as Record<string, unknown>)[last] = value;
}

describeManifests('what is applied', () => {
  describe.each(['k8s/overlays/dev', production])('by %s', (folder) => {
    test.each(titled(everywhere))('%s', (_title, rule) => {
      expect(rule.faults(build(folder))).toEqual([]);
    });
  });

  test.each(titled(scalingRules))('by production: %s', (_title, rule) => {
    expect(rule.faults(build(production))).toEqual([]);
  });
});

describeManifests('a rule reports', () => {
  test.each(spoilt)('%s: %s %s with another %s', (ending, kind, name, path, value) => {
    const manifests = structuredClone(build(production));
    const broken = manifests.find((one) => one.kind === kind && one.metadata.name === name);
    spoil(path, broken as Manifest, value);
    const rule = all.find(({ title }) => title.endsWith(ending));
    expect(rule?.faults(manifests)).not.toEqual([]);
  });

  test('what it is there for: every rule is broken once', () => {
    const untried = all.filter(({ title }) => !spoilt.some(([ending]) => title.endsWith(ending)));
    expect(untried.map(({ title }) => title)).toEqual([]);
  });
});
