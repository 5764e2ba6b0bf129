import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startProgram } from './harness/program.ts';
import { replicaOf } from './harness/replica.ts';
import { credentials, type SecuredBroker, securedBroker } from './harness/secured-broker.ts';

const timeoutMs = 300_000;

describeReal('brokers that speak TLS and ask who it is', ({ redisUrl, ...real }) => {
  let broker: SecuredBroker;
  let fresh: FreshDatabase;
  beforeAll(async () => {
    broker = await securedBroker();
    fresh = await freshDatabase({ redisUrl, ...real });
  }, timeoutMs);
  afterAll(async () => {
    await broker?.close();
    await fresh?.close();
  });

  const environment = () => ({
    DATABASE_URL: fresh.url,
    REDIS_URL: redisUrl,
    KAFKA_BROKERS: broker.address,
    KAFKA_TLS: 'on',
    KAFKA_USERNAME: credentials.username,
    KAFKA_PASSWORD: credentials.password,
    NODE_EXTRA_CA_CERTS: broker.authorityFile,
  });

  test.each(['plain', 'scram-sha-512'])(
    'let a service in that proves its password by %s',
    async (mechanism) => {
      const ingest = replicaOf('services/ingest/src/main.ts', {
        ...environment(),
        KAFKA_SASL_MECHANISM: mechanism,
      });
      await ingest.start();
      expect(await ingest.stop()).toBe(0);
      expect(ingest.output()).not.toContain(credentials.password);
    },
  );

  const faults: Record<string, readonly [settings: Record<string, string>, says: RegExp]> = {
    'a wrong password': [{ KAFKA_PASSWORD: 'wrong-secret' }, /cannot be used: .*[Aa]uthentication failed/],
    'a certificate nobody vouches for': [{ NODE_EXTRA_CA_CERTS: '' }, /cannot be used: .*certificate/],
    'half of the credentials': [{ KAFKA_PASSWORD: '' }, /belong together; KAFKA_PASSWORD is missing/],
    'an unknown mechanism': [{ KAFKA_SASL_MECHANISM: 'guess' }, /KAFKA_SASL_MECHANISM must be one of/],
  };

  test.each(Object.keys(faults))(
    '%s ends the start with one line that says so, and repeats no secret',
    async (fault) => {
      const [settings, says] = faults[fault] ?? [{}, /^$/];
      const told = { ...environment(), HOST: '127.0.0.1', PORT: '0', ADMIN_PORT: '0', ...settings };
      const program = startProgram({ command: ['services/ingest/src/main.ts'], environment: told });
      expect(await program.exitCode).toBe(1);
      const said = program.stdout() + program.stderr();
      expect(said.trim().split('\n').at(-1)).toMatch(says);
      expect(said).not.toMatch(/wrong-secret|pass\/word/);
    },
  );
});
