import { type Manifest, ofKind } from '../manifests.ts';
import type { Container } from '../pods.ts';

/** For what a process does beside: to be told, to write its last line, to be gone. */
const marginSeconds = 3;

/** How long a container may take to stop when it takes all of its time. */
export function stoppingSeconds(container: Container, manifests: readonly Manifest[]): number {
  const settings = settingsOf(container, manifests);
  const preStop = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
  const drain = Number(settings['DRAIN_DELAY_MS'] ?? 0) / 1_000;
  return preStop + drain + Number(settings['CLOSE_TIMEOUT_MS']) / 1_000 + marginSeconds;
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
