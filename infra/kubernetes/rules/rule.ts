import type { Manifest } from '../manifests.ts';
import { type Container, ownPods, type Pod, pods } from '../pods.ts';

/** What an overlay promises: a sentence, and where it is broken. */
export interface Rule {
  readonly title: string;
  faults(manifests: readonly Manifest[]): readonly string[];
}

type Judge = (pod: Pod, container: Container, manifests: readonly Manifest[]) => readonly unknown[];

/** A rule for every container; a judge answers falsy for what is as it should be. */
export function forContainers(title: string, judge: Judge, of: typeof pods = pods): Rule {
  return {
    title,
    faults: (manifests) =>
      of(manifests).flatMap((pod) =>
        pod.spec.containers.flatMap((container) =>
          judge(pod, container, manifests)
            .filter(Boolean)
            .map((fault) => `${pod.owner.kind} ${pod.name}: ${fault}`),
        ),
      ),
  };
}

/** The long-running processes of the product. */
export const services: typeof pods = (manifests) => ownPods(manifests, 'Deployment');
