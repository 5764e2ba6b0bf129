import { silentLog } from '@botect/runtime';

export const log = silentLog;

export const settings = {
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  redisUrl: process.env['REDIS_URL'] ?? '',
  kafkaBrokers: (process.env['KAFKA_BROKERS'] ?? '').split(','),
  address: { port: Number(process.env['PORT']), host: '127.0.0.1' },
};
