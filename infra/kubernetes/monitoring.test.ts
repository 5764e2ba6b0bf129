import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeManifests } from './describe-manifests.ts';
import { build, ofKind } from './manifests.ts';
import { ownPods } from './pods.ts';
import { prometheusRule, prometheusRulePath } from './prometheus-rule.ts';

const production = 'k8s/overlays/production';
const dashboards = resolve(import.meta.dirname, '../observability/grafana/dashboards');

test('the operator’s rules are those Prometheus has elsewhere (node infra/kubernetes/write-prometheus-rule.ts)', () => {
  expect(readFileSync(prometheusRulePath, 'utf8')).toBe(prometheusRule());
});

describeManifests('what watches the services', () => {
  test('is told of every one of them, by the names the rules know', () => {
    const services = ofKind<{ ports: { name: string }[] }>(build(production), 'Service').filter(({ spec }) =>
      spec.ports.some(({ name }) => name === 'admin'),
    );
    const jobs = services.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/name']).sort();
    expect(jobs).toEqual(
      ownPods(build(production), 'Deployment')
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('has every dashboard, one object each, below what an object may hold', () => {
    const maps = ofKind(build(production), 'ConfigMap').filter(
      ({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1',
    );
    const files = globSync('*.json', { cwd: dashboards }).map((path) => basename(path));
    expect(maps.flatMap(({ data = {} }) => Object.keys(data)).sort()).toEqual(files.sort());
    expect(maps).toHaveLength(files.length);
    expect(maps.filter((map) => JSON.stringify(map).length > 1_000_000)).toEqual([]);
  });
});
