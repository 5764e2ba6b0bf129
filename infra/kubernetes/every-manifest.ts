import { build, type Manifest } from './manifests.ts';

const optional = ['gateway-api', 'ingress', 'kafka-login', 'outbound'].map(
  (name) => `k8s/components/${name}`,
);

/** All that can be applied: each overlay, and production with every component it leaves to be chosen. */
export function everyManifest(): readonly Manifest[] {
  return [...build('k8s/overlays/dev'), ...build('k8s/overlays/production', ...optional)];
}
