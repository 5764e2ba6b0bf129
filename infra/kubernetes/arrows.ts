import { type LabelSelector, type Labels, type Manifest, ofKind, selects } from './manifests.ts';
import { pods } from './pods.ts';

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Direction {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly protocol: string; readonly port: string | number }[];
}

export interface NetworkPolicy {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly Direction[];
  readonly egress?: readonly Direction[];
}

/** By kind of pod, whom it may call or be called by: `kafka:9092`, `role=gateway:http`, `198.51.100.0/28:5432`, sorted. */
export type Arrows = Readonly<Record<string, readonly string[]>>;

/** What the policies allow together, each pod's own labels decided. A pod no policy speaks of may do anything: `*`. */
export function arrows(manifests: readonly Manifest[], way: 'Ingress' | 'Egress'): Arrows {
  const policies = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy').filter(({ spec }) =>
    spec.policyTypes.includes(way),
  );
  const entries = pods(manifests).map(({ name, labels }) => {
    const own = policies.filter(({ spec }) => selects(spec.podSelector, labels));
    const allowed = own.flatMap(({ spec }) => (way === 'Ingress' ? spec.ingress : spec.egress) ?? []);
    return [name, own.length > 0 ? [...new Set(allowed.flatMap(written))].sort() : ['*']];
  });
  return Object.fromEntries(entries);
}

function written({ from, to, ports = [] }: Direction): string[] {
  const peers = (from ?? to)?.map(peerText) ?? ['*'];
  const doors = ports.length > 0 ? ports.map(({ port }) => String(port)) : ['*'];
  return peers.flatMap((peer) => doors.map((door) => `${peer}:${door}`));
}

function peerText({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock) return ipBlock.cidr;
  const [space, pod] = [namespaceSelector, podSelector].map((one) => labelText(one?.matchLabels));
  return [space, pod].filter((text) => text !== '').join('/') || '*';
}

/** The last part of the label's name says enough: `role=gateway`, `reaches-kafka`, `kafka`. */
function labelText(labels: Labels = {}): string {
  const words = Object.entries(labels).map(([key, value]) => {
    if (/\/(metadata\.)?name$|^k8s-app$/.test(key)) return value;
    return value === 'true' ? key.replace('botect-', '') : `${key.replace('botect-', '')}=${value}`;
  });
  return words.join(',');
}
