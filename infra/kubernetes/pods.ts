import { type Labels, type Manifest, ofKind } from './manifests.ts';

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string };
  readonly timeoutSeconds?: number;
}

export interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
  readonly resources?: Partial<Record<'requests' | 'limits', Partial<Record<'cpu' | 'memory', string>>>>;
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly enableServiceLinks?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly hostNetwork?: boolean;
  readonly securityContext?: SecurityContext;
  readonly topologySpreadConstraints?: readonly { topologyKey: string; whenUnsatisfiable: string }[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly secret?: { readonly secretName: string };
    readonly configMap?: { readonly name: string };
    readonly hostPath?: object;
  }[];
}

export interface Workload {
  readonly replicas?: number;
  readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
}

/** One kind of pod: a Deployment's, a StatefulSet's or a Job's. */
export interface Pod {
  readonly owner: Manifest<Workload>;
  readonly name: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
}

export function pods(manifests: readonly Manifest[], ...kinds: readonly string[]): Pod[] {
  const wanted = kinds.length > 0 ? kinds : ['Deployment', 'StatefulSet', 'Job'];
  return ofKind<Workload>(manifests, ...wanted).map((owner) => {
    const { metadata, spec } = owner.spec.template;
    return { owner, name: owner.metadata.name, labels: metadata.labels, spec };
  });
}

/** Pods of the product, without the stores that `dev` brings along. */
export function ownPods(manifests: readonly Manifest[], ...kinds: readonly string[]): Pod[] {
  return pods(manifests, ...kinds).filter(({ labels }) => labels['app.kubernetes.io/part-of'] === 'botect');
}
