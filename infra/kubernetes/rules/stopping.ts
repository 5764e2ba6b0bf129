import { type Manifest, ofKind } from '../manifests.ts';
import type { Container } from '../pods.ts';

/** What `use()` is given in the process that has most: accounts and scoring, with telemetry and the admin server. */
const partsMax = 9;

/** How long a container may take to stop when every part of it takes its time. */
export function stoppingSeconds(container: Container, manifests: readonly Manifest[]): number {
  const settings = settingsOf(container, manifests);
  const preStop = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
  const drain = Number(settings['DRAIN_DELAY_MS'] ?? 0) / 1_000;
  return preStop + drain + (partsMax * Number(settings['CLOSE_TIMEOUT_MS'])) / 1_000;
}

/** The settings a container is told in plain words: those of its config map, then its own. */
export function settingsOf(container: Container, manifests: readonly Manifest[]): Record<string, string> {
  const maps = ofKind(manifests, 'ConfigMap');
  const named = (container.envFrom ?? []).flatMap(({ configMapRef }) =>
    maps.filter(({ metadata }) => metadata.name === configMapRef?.name),
  );
  const own = (container.env ?? []).map(({ name, value = '' }) => [name, value]);
  return Object.assign({}, ...named.map(({ data }) => data), Object.fromEntries(own));
}
