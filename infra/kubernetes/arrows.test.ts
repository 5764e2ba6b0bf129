import { expect, test } from '@jest/globals';
import { type Arrows, arrows, type NetworkPolicy } from './arrows.ts';
import { describeManifests } from './describe-manifests.ts';
import { build, ofKind } from './manifests.ts';

const production = 'k8s/overlays/production';
const services = ['accounts', 'ingest', 'scoring', 'verdict'];
const names = 'kube-system/kube-dns:53';
const each = (allowed: readonly string[]) => Object.fromEntries(services.map((name) => [name, allowed]));

/** ARCHITECTURE.md's arrows, and no other. */
const outward: Arrows = {
  ...each(['kafka:9092', names, 'postgresql:5432', 'redis:6379']),
  migrate: [names, 'postgresql:5432'],
  topics: ['kafka:9092', names],
  kafka: [],
  postgresql: [],
  redis: [],
};
const inward: Arrows = {
  ...each(['role=gateway:http']),
  scoring: [],
  migrate: [],
  topics: [],
  kafka: ['reaches-kafka:kafka'],
  postgresql: ['reaches-postgresql:postgresql'],
  redis: ['reaches-redis:redis'],
};
const outside = ['198.51.100.0/28:9092', '198.51.100.16/28:5432', '198.51.100.32/28:6379', names];
const collector = 'role=monitoring/opentelemetry-collector:4318';

describeManifests('the network', () => {
  test('lets a pod go where the design has an arrow, and nowhere else', () => {
    expect(arrows(build('k8s/overlays/dev'), 'Egress')).toEqual(outward);
  });

  test('lets in the gateway where there is something for the public, and nobody to scoring', () => {
    expect(arrows(build('k8s/overlays/dev'), 'Ingress')).toEqual(inward);
  });

  test('is closed to pods nobody thought of', () => {
    const policies = ofKind<NetworkPolicy>(build(production), 'NetworkPolicy');
    const forAll = policies.filter(({ spec }) => Object.keys(spec.podSelector).length === 0);
    expect(forAll.map(({ spec }) => spec)).toEqual([{ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }]);
  });

  test('of production reaches the stores by their addresses, and the collector', () => {
    const allowed = [...outside, collector];
    expect(arrows(build(production), 'Egress')).toMatchObject(each(allowed));
  });

  test('lets Prometheus read the metrics of the four services, and of nothing else', () => {
    const { scoring, verdict, migrate } = arrows(build(production), 'Ingress');
    expect({ scoring, verdict, migrate }).toEqual({
      scoring: ['role=monitoring:admin'],
      verdict: ['role=gateway:http', 'role=monitoring:admin'],
      migrate: [],
    });
  });

  test('lets scoring alone leave the cluster, over HTTPS, when that was chosen', () => {
    const chosen = arrows(build(production, 'k8s/components/outbound'), 'Egress');
    const leaving = Object.keys(chosen).filter((name) => chosen[name]?.includes('0.0.0.0/0:443'));
    expect(leaving).toEqual(['scoring']);
  });
});
