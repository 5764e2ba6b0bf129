import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kubectl } from './kubectl.ts';
import { makeOverlay } from './overlay.ts';

const root = resolve(import.meta.dirname, '../..');

export type Labels = Readonly<Record<string, string>>;

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

/** An object as it would be applied; what it wants depends on its kind. */
export interface Manifest<Spec = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec: Spec;
  readonly data?: Readonly<Record<string, string>>;
}

const built = new Map<string, readonly Manifest[]>();

/** What `kubectl apply -k` would apply of this folder, from the repository's root; with components it leaves to be chosen. */
export function build(folder: string, ...components: readonly string[]): readonly Manifest[] {
  const key = [folder, ...components].join(' ');
  const manifests = built.get(key) ?? parse(kustomized(folder, components));
  built.set(key, manifests);
  return manifests;
}

function kustomized(folder: string, components: readonly string[]): string {
  if (components.length === 0) return kubectl(['kustomize', resolve(root, folder)]);
  const overlay = makeOverlay({ resources: [folder], components });
  try {
    return kubectl(['kustomize', overlay.path]);
  } finally {
    overlay.remove();
  }
}

export function parse(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** Those of one kind. The shape is the caller's to know. */
export function ofKind<Spec>(manifests: readonly Manifest[], ...kinds: readonly string[]): Manifest<Spec>[] {
  return manifests.filter(({ kind }) => kinds.includes(kind)) as Manifest<Spec>[];
}

/** How people name an object: `Deployment ingest`. */
export function called({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

export function selects(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator !== 'In') throw new Error(`operator ${operator} is not understood here`);
      return values.includes(labels[key] ?? '');
    })
  );
}
