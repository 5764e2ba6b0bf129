import { ownPods } from '../pods.ts';
import { forContainers, type Rule, services } from './rule.ts';
import { stoppingSeconds } from './stopping.ts';

const secretName = /PASSWORD|TOKEN|SECRET|DATABASE_URL|REDIS_URL/;

/** What holds of every pod. Kubernetes's own words for the first: Pod Security Standards, profile `restricted`. */
export const podRules: readonly Rule[] = [
  forContainers('every pod is restricted', ({ spec }, { securityContext }) => [
    !spec.securityContext?.runAsNonRoot && 'may run as root',
    spec.securityContext?.seccompProfile?.type !== 'RuntimeDefault' && 'no seccomp profile',
    securityContext?.allowPrivilegeEscalation !== false && 'may gain privileges',
    securityContext?.capabilities?.drop?.[0] !== 'ALL' && 'keeps capabilities',
    securityContext?.capabilities?.add && 'adds capabilities',
    spec.hostNetwork && 'uses the network of the host',
    spec.volumes?.some(({ hostPath }) => hostPath) && 'mounts a path of the host',
  ]),
  forContainers(
    'every pod of the product has a read-only root',
    (_pod, { securityContext }) => [!securityContext?.readOnlyRootFilesystem && 'may write to its root'],
    ownPods,
  ),
  forContainers('every pod has an account of its own, and no token', ({ spec, name }, _container, all) => {
    const account = all.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name);
    return [
      spec.serviceAccountName !== name && `has the account of ${spec.serviceAccountName}`,
      spec.automountServiceAccountToken !== false && 'is given a token',
      (account as { automountServiceAccountToken?: boolean } | undefined)?.automountServiceAccountToken !==
        false && 'its account gives tokens',
    ];
  }),
  forContainers('variables of other Services do not stand among the settings', ({ spec }) => [
    spec.enableServiceLinks !== false && 'has service links',
  ]),
  forContainers('every container asks for processor and memory, and has limits', (_pod, { resources }) =>
    (['requests', 'limits'] as const).flatMap((bound) =>
      (['cpu', 'memory'] as const).map((of) => !resources?.[bound]?.[of] && `no ${bound} of ${of}`),
    ),
  ),
  forContainers('every image is named by a tag', (_pod, { image }) => [
    (!/:[\w.-]+$/.test(image) || image.endsWith(':latest')) && `image ${image}`,
  ]),
  forContainers(
    'no secret stands in the open',
    (_pod, { env = [] }) =>
      env.map(
        ({ name, value }) =>
          secretName.test(name) && !name.endsWith('_FILE') && value && `${name} has its value beside it`,
      ),
    ownPods,
  ),
  forContainers(
    'alive, ready and started are three questions, and life hangs on nothing else',
    judgeProbes,
    services,
  ),
  forContainers(
    'a stop is announced, and there is time for it to its end',
    (pod, container, all) => {
      const needed = stoppingSeconds(container, all);
      const granted = pod.spec.terminationGracePeriodSeconds ?? 30;
      return [
        !container.lifecycle?.preStop?.sleep?.seconds && 'leaves while it is still sent requests',
        !(granted >= needed) && `needs ${needed} s to stop and has ${granted}`,
      ];
    },
    services,
  ),
  forContainers(
    'the pods of a service stand on different nodes, and in different zones',
    ({ spec }) => {
      const keys = new Map(
        spec.topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable }) => [
          topologyKey,
          whenUnsatisfiable,
        ]),
      );
      return [
        keys.get('kubernetes.io/hostname') !== 'DoNotSchedule' && 'may stand together on one node',
        !keys.has('topology.kubernetes.io/zone') && 'may stand together in one zone',
      ];
    },
    services,
  ),
];

function judgeProbes(...[, container]: Parameters<Parameters<typeof forContainers>[1]>) {
  const { startupProbe, livenessProbe, readinessProbe } = container;
  return [
    startupProbe?.httpGet?.path !== '/live' && 'no startup probe of /live',
    livenessProbe?.httpGet?.path !== '/live' && 'no liveness probe of /live',
    readinessProbe?.httpGet?.path !== '/ready' && 'no readiness probe of /ready',
    // A process gives each check of /ready a second before it answers.
    (readinessProbe?.timeoutSeconds ?? 1) < 2 && 'does not wait for /ready',
  ];
}
