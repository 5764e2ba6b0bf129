import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kubectl } from './kubectl.ts';
import type { Manifest } from './manifests.ts';
import { makeOverlay, type Overlay } from './overlay.ts';
import type { PodSpec } from './pods.ts';

/**
 * A cluster that may be written to: a namespace of its own is made in it, and removed. It must know the kinds of KEDA and of the
 * Prometheus operator; its nodes may be simulated, since nothing is asked of the containers.
 */
const kubeconfig = process.env['BOTECT_TEST_KUBECONFIG'];
const namespace = uniqueName('botect-test');
/** Pods start one after the other, and each is looked at for a while. */
const rolloutTimeoutMs = 600_000;
const rollOut = resolve(import.meta.dirname, '../../k8s/roll-out.sh');

type RunningPod = Manifest<PodSpec & { nodeName?: string }> & {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly status: { readonly phase: string };
};

const ask = (...parameters: string[]) =>
  kubectl(['--kubeconfig', kubeconfig ?? '', '--namespace', namespace, ...parameters]);
/** Those that are not on their way out. */
function podsOf(service: string): RunningPod[] {
  const selector = `app.kubernetes.io/name=${service}`;
  const { items } = JSON.parse(ask('get', 'pods', '--selector', selector, '--output', 'json'));
  return (items as RunningPod[]).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function chosen(tag: string) {
  const images = [{ name: 'ghcr.io/OWNER/botect', newTag: tag }];
  return { resources: ['k8s/overlays/production'], namespace, images };
}

function evict(pod: string): string {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction`;
  return kubectl(['--kubeconfig', kubeconfig ?? '', 'create', '--raw', path, '--filename', '-'], {
    input: JSON.stringify(eviction),
  });
}

(kubeconfig ? describe : describe.skip)('a cluster (BOTECT_TEST_KUBECONFIG)', () => {
  let overlay: Overlay;
  const roll = (tag: string) => {
    overlay.choose(chosen(tag));
    const environment = { ...process.env, KUBECONFIG: kubeconfig };
    execFileSync(rollOut, [overlay.path], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  };
  beforeAll(() => {
    overlay = makeOverlay(chosen('1.0.0'));
    roll('1.0.0');
  }, rolloutTimeoutMs);
  afterAll(() => {
    overlay.remove();
    ask('delete', 'namespace', namespace, '--wait=false');
  });

  test.each(['ingest', 'verdict', 'scoring', 'accounts', 'migrate', 'topics'])(
    'admits the pods of %s as restricted',
    (name) => {
      expect(podsOf(name).map(({ status }) => status.phase)).not.toEqual([]);
    },
  );

  test('admits no other pod', () => {
    const run = () => ask('run', 'intruder', '--image=busybox:1');
    expect(run).toThrow(/violates PodSecurity "restricted/);
  });

  test('puts the pods of a service on as many nodes', async () => {
    await eventually(() => expect(podsOf('ingest').filter(({ spec }) => spec.nodeName)).toHaveLength(3));
    expect(new Set(podsOf('ingest').map(({ spec }) => spec.nodeName)).size).toBe(3);
  });

  test(
    'finishes a rollout of the next version, its Jobs made anew',
    () => {
      roll('1.1.0');
      const images = podsOf('ingest').flatMap(({ spec }) => spec.containers.map(({ image }) => image));
      expect(new Set(images)).toEqual(new Set(['ghcr.io/OWNER/botect:1.1.0']));
      expect(podsOf('migrate')[0]?.spec.containers[0]?.image).toBe('ghcr.io/OWNER/botect:1.1.0');
    },
    rolloutTimeoutMs,
  );

  test('lets a drain take one pod of a service, and the next once that one is replaced', async () => {
    const nodes = ask('get', 'nodes', '--output', 'name').trim().split('\n');
    const [first, second] = podsOf('verdict').map(({ metadata }) => metadata.name);
    // Nowhere to go: what is taken away is not replaced.
    for (const node of nodes) ask('cordon', node);
    try {
      evict(first ?? '');
      expect(() => evict(second ?? '')).toThrow(/disruption budget/);
    } finally {
      for (const node of nodes) ask('uncordon', node);
    }
    await eventually(() => evict(second ?? ''), { timeoutMs: 90_000 });
  });
});
