import { allOperations } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { serviceOf as gatewayServiceOf } from '../gateway/routes.ts';
import { describeManifests } from './describe-manifests.ts';
import { build, ofKind } from './manifests.ts';
import { pathsOfIngress, pathsOfRoute, serviceOf } from './public-paths.ts';

const production = 'k8s/overlays/production';
const ways = {
  'gateway-api': () =>
    pathsOfRoute(
      ofKind<Parameters<typeof pathsOfRoute>[0]>(
        build(production, 'k8s/components/gateway-api'),
        'HTTPRoute',
      )[0]?.spec ?? { rules: [] },
    ),
  ingress: () =>
    pathsOfIngress(
      ofKind<Parameters<typeof pathsOfIngress>[0]>(build(production, 'k8s/components/ingress'), 'Ingress')[0]
        ?.spec ?? { rules: [] },
    ),
};

/** Every documented path with something in the place of its parameters, and some that are nearly one. */
const paths = [
  ...new Set(allOperations.map(({ path }) => path.replaceAll(/\{\w+\}/g, 'some-thing'))),
  '/',
  '/v1/eventsX',
  '/v1/sdk-1.2.3.js',
  '/v1/sdk-1/x.js',
  '/v1/sessions/a/b/verdict',
  '/v1/sessions/a/verdict/more',
  '/metrics',
];

describeManifests('the public', () => {
  describe.each(Object.entries(ways))('by %s', (_component, publicPaths) => {
    test.each(paths)('is sent with %s where every other gateway sends it', (path) => {
      expect(serviceOf(publicPaths(), path)).toBe(gatewayServiceOf(path));
    });

    test('is never sent to an admin port', () => {
      const text = JSON.stringify(build(production, `k8s/components/${_component}`).filter(isWayIn));
      expect(text).not.toMatch(/9464|"admin"/);
    });
  });

  test('has no way in unless one is chosen', () => {
    expect(build(production).filter(isWayIn)).toEqual([]);
  });
});

function isWayIn({ kind, spec }: { readonly kind: string; readonly spec: unknown }): boolean {
  const { type } = (spec ?? {}) as { type?: string };
  return /^(HTTPRoute|Ingress)$/.test(kind) || type === 'LoadBalancer' || type === 'NodePort';
}
