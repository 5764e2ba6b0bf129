import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baseSettings, readSettings, type SettingsSchema } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { describeManifests } from './describe-manifests.ts';
import { build } from './manifests.ts';
import { type Container, ownPods } from './pods.ts';
import { settingsOf } from './rules/stopping.ts';

const root = resolve(import.meta.dirname, '../..');
const services = ['accounts', 'ingest', 'scoring', 'verdict'];
/** What the mounted secrets hold. */
const secrets = {
  DATABASE_URL: 'postgres://u:p@h/d',
  REDIS_URL: 'redis://h',
  KAFKA_USERNAME: 'u',
  KAFKA_PASSWORD: 'p',
};
/** The label that opens the way to what a setting names. */
const ways = { KAFKA_BROKERS: 'kafka', DATABASE_URL: 'postgresql', REDIS_URL: 'redis' };

async function schemaOf(service: string): Promise<SettingsSchema> {
  const path = resolve(root, `services/${service}/src/config.ts`);
  return (await import(pathToFileURL(path).href)).configSchema;
}

function podOf(folder: string, service: string, ...components: string[]) {
  const manifests = build(folder, ...components);
  const pod = ownPods(manifests, 'Deployment').find(({ name }) => name === service);
  const settings = settingsOf(pod?.spec.containers[0] as Container, manifests);
  return { labels: pod?.labels ?? {}, settings };
}

describeManifests('the settings', () => {
  describe.each([
    ['k8s/overlays/dev', []],
    ['k8s/overlays/production', ['k8s/components/outbound', 'k8s/components/kafka-login']],
  ])('of %s', (folder, components) => {
    test.each(services)('are all that %s needs to start', async (service) => {
      const { settings } = podOf(folder, service, ...components);
      const environment = Object.entries({ ...settings, ...secrets }).filter(
        ([name]) => !name.endsWith('_FILE'),
      );
      const schema = await schemaOf(service);
      expect(() => readSettings(Object.fromEntries(environment), schema)).not.toThrow();
    });

    test.each(services)('of %s are all known to it, or to another service', async (service) => {
      const schemas = [baseSettings, ...(await Promise.all(services.map(schemaOf)))];
      const known = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));
      const { settings } = podOf(folder, service, ...components);
      const told = Object.keys(settings).map((name) => name.replace(/_FILE$/, ''));
      expect(told.filter((name) => !known.has(name))).toEqual([]);
    });
  });

  test.each(services)('of %s and the ways its pods may take are the same', async (service) => {
    const { shape } = await schemaOf(service);
    const needed = Object.entries(ways).filter(([name]) => name in shape);
    const open = Object.keys(podOf('k8s/overlays/dev', service).labels);
    expect(open.filter((label) => label.startsWith('botect-reaches-')).sort()).toEqual(
      needed.map(([, way]) => `botect-reaches-${way}`).sort(),
    );
  });

  test('of production believe no forwarded address but the gateway’s', () => {
    const trusted = podOf('k8s/overlays/production', 'ingest').settings['TRUSTED_PROXIES'];
    expect(trusted).toMatch(/^[0-9a-f.:]+\/\d+$/);
  });
});
