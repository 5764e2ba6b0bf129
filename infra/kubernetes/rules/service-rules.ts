import { called, type LabelSelector, type Manifest, ofKind, selects } from '../manifests.ts';
import { ownPods, type Workload } from '../pods.ts';
import type { Rule } from './rule.ts';

interface Budget {
  readonly selector: LabelSelector;
  readonly maxUnavailable?: number;
}

interface Rollout extends Workload {
  readonly strategy?: { readonly rollingUpdate?: { readonly maxUnavailable?: number | string } };
}

interface Autoscaler {
  readonly scaleTargetRef: { readonly kind: string; readonly name: string };
  readonly minReplicas?: number;
  readonly minReplicaCount?: number;
}

/** What holds of every service as a whole, wherever it runs. */
export const serviceRules: readonly Rule[] = [
  {
    title: 'of every service one pod at a time may be taken away',
    faults: (manifests) => {
      const budgets = ofKind<Budget>(manifests, 'PodDisruptionBudget');
      return ownPods(manifests, 'Deployment')
        .filter(({ labels }) => {
          const own = budgets.filter(({ spec }) => selects(spec.selector, labels));
          return own.length !== 1 || own[0]?.spec.maxUnavailable !== 1;
        })
        .map(({ name }) => `${name} has no budget of one`);
    },
  },
  {
    title: 'a rollout takes no pod away before another is ready',
    faults: (manifests) =>
      ofKind<Rollout>(manifests, 'Deployment')
        .filter(({ spec }) => spec.strategy?.rollingUpdate?.maxUnavailable !== 0)
        .map(called),
  },
  {
    title: 'the namespace admits nothing but restricted pods',
    faults: (manifests) => {
      const labels = ofKind(manifests, 'Namespace')[0]?.metadata.labels ?? {};
      return ['enforce', 'audit', 'warn'].filter(
        (mode) => labels[`pod-security.kubernetes.io/${mode}`] !== 'restricted',
      );
    },
  },
  {
    title: 'whatever is named is there, and whatever selects selects something',
    faults: (manifests) => [...danglingSelectors(manifests), ...missingMaps(manifests)],
  },
];

/** What holds where a load is carried. */
export const scalingRules: readonly Rule[] = [
  {
    title: 'every service is scaled, from two pods up, by its autoscaler alone',
    faults: (manifests) => {
      const scalers = ofKind<Autoscaler>(manifests, 'HorizontalPodAutoscaler', 'ScaledObject');
      return ofKind<Workload>(manifests, 'Deployment').flatMap(({ metadata: { name }, spec }) => {
        const own = scalers.filter(({ spec: { scaleTargetRef: to } }) => to.name === name);
        const least = own[0]?.spec.minReplicas ?? own[0]?.spec.minReplicaCount ?? 0;
        return [
          own.length !== 1 && `${name} has ${own.length} autoscalers`,
          least < 2 && `${name} may be down to ${least}`,
          spec.replicas !== undefined && `${name} has a number of its own`,
        ].filter((fault) => fault !== false);
      });
    },
  },
];

function danglingSelectors(manifests: readonly Manifest[]): string[] {
  const labels = manifests.flatMap((manifest) => {
    const { template } = (manifest.spec ?? {}) as Partial<Workload>;
    return template ? [template.metadata.labels] : [];
  });
  const selectors = manifests.flatMap((manifest) => {
    const { selector, podSelector } = (manifest.spec ?? {}) as { selector?: object; podSelector?: object };
    if (manifest.kind === 'Service')
      return [{ manifest, selector: { matchLabels: selector } as LabelSelector }];
    if (manifest.kind === 'NetworkPolicy') return [{ manifest, selector: podSelector as LabelSelector }];
    return manifest.kind === 'PodDisruptionBudget' ? [{ manifest, selector: selector as LabelSelector }] : [];
  });
  return selectors
    .filter(({ selector }) => !labels.some((pod) => selects(selector, pod)))
    .map(({ manifest }) => `${called(manifest)} selects nothing`);
}

function missingMaps(manifests: readonly Manifest[]): string[] {
  const maps = new Set(ofKind(manifests, 'ConfigMap').map(({ metadata }) => metadata.name));
  return ownPods(manifests).flatMap(({ name, spec }) => {
    const mounted = spec.volumes?.flatMap(({ configMap }) => configMap?.name ?? []) ?? [];
    const read = spec.containers.flatMap(({ envFrom = [] }) =>
      envFrom.flatMap(({ configMapRef }) => configMapRef?.name ?? []),
    );
    return [...mounted, ...read].filter((map) => !maps.has(map)).map((map) => `${name} wants ${map}`);
  });
}
