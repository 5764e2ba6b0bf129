import { request } from 'node:http';
import { brokerSettings } from '../../../infra/local/kafka-settings.ts';
import { freePorts } from '../../../infra/local/ports.ts';
import type { StartedInfrastructure } from './real-infrastructure.ts';

const images = { kafka: 'apache/kafka:4.3.0', redis: 'redis:7.4', postgres: 'postgres:17' };
const dockerAnswerTimeoutMs = 2_000;

/** True when a Docker daemon answers. Asked by hand: loading testcontainers to hear "no" takes a second. */
export function dockerAnswers(): Promise<boolean> {
  const daemon = new URL(process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock');
  const at =
    daemon.protocol === 'unix:'
      ? { socketPath: daemon.pathname }
      : { host: daemon.hostname, port: daemon.port };
  return new Promise((resolve) => {
    const question = request({ ...at, path: '/_ping', timeout: dockerAnswerTimeoutMs }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    question.once('timeout', () => question.destroy());
    question.once('error', () => resolve(false));
    question.end();
  });
}

/** Kafka, Redis and PostgreSQL in containers; testcontainers removes them even when this process is killed. */
export async function startContainers(): Promise<StartedInfrastructure> {
  const [kafka, redis, postgres] = await Promise.all([startKafka(), startRedis(), startPostgres()]);
  return {
    kafkaBrokers: [kafka.broker],
    redisUrl: `redis://${redis.getHost()}:${redis.getMappedPort(6379)}`,
    databaseUrl: `postgresql://postgres:postgres@${postgres.getHost()}:${postgres.getMappedPort(5432)}/botect`,
    stop: async () => {
      await Promise.all([kafka.container, redis, postgres].map((container) => container.stop()));
    },
  };
}

async function startKafka() {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  // A broker tells clients its own address, so the outer port has to be known before it starts, and be the inner one.
  const [client = 0, controller = 0] = await freePorts([0, 0]);
  const settings = brokerSettings({
    nodes: [{ client, controller }],
    index: 0,
    bindTo: '0.0.0.0',
    clientHost: host,
  });
  const variables = Object.entries({ ...settings, 'log.dirs': '/tmp/kraft-combined-logs' }).map(
    ([name, value]) => [`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`, `${value}`],
  );
  const container = await new GenericContainer(images.kafka)
    .withExposedPorts({ container: client, host: client })
    .withEnvironment(Object.fromEntries(variables))
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { container, broker: `${host}:${client}` };
}

async function startRedis() {
  const { GenericContainer, Wait } = await import('testcontainers');
  const ready = Wait.forLogMessage(/Ready to accept connections/);
  return new GenericContainer(images.redis).withExposedPorts(6379).withWaitStrategy(ready).start();
}

async function startPostgres() {
  const { GenericContainer, Wait } = await import('testcontainers');
  // Said twice: first by the server that only creates the database, which then ends.
  const ready = Wait.forLogMessage(/ready to accept connections/, 2);
  return new GenericContainer(images.postgres)
    .withExposedPorts(5432)
    .withEnvironment({ POSTGRES_PASSWORD: 'postgres', POSTGRES_DB: 'botect' })
    .withCommand(['postgres', '-c', 'max_connections=300'])
    .withWaitStrategy(ready)
    .start();
}
