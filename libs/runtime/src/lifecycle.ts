import type { z } from 'zod';
import { adminServer } from './admin-server.ts';
import { exitCodes } from './exit-codes.ts';
import { healthBoard } from './health.ts';
import { observeHealth } from './health-gauges.ts';
import { createLogger, type Logger, type LoggerOptions } from './logger.ts';
import type { MetricsSending } from './open-telemetry.ts';
import { observeProcess } from './process-gauges.ts';
import { resources } from './resources.ts';
import type { Scope } from './scope.ts';
import { type BaseSettings, readSettings } from './settings.ts';
import { StartupFault } from './startup-fault.ts';
import { type Running, stopping } from './stopping.ts';
import type { Surroundings } from './surroundings.ts';
import type { Telemetry } from './telemetry.ts';

export interface Program<Own extends z.ZodObject> {
  readonly name: string;
  readonly settings: Own;
  start(scope: Scope<z.output<Own>>): Promise<void>;
}

/** For what a start that failed had opened: nobody waits for it. */
const faultyStartCloseMs = 5_000;

/** What run() does, with the process's surroundings as an argument. */
export async function lifecycle<Own extends z.ZodObject>(
  world: Surroundings,
  program: Program<Own>,
): Promise<void> {
  const { name, settings, start } = program;
  const running = { world, health: healthBoard(), held: resources() };
  let log = logger(world, name, { LOG_LEVEL: 'info', LOG_FORMAT: 'auto' });
  try {
    const config = readSettings(world.environment, settings);
    log = logger(world, name, config);
    obey({ ...running, log }, config);
    const telemetry = await observed({ ...running, log }, name, config);
    const { use } = running.held;
    await start({ config, log, telemetry, health: running.health, use, print: world.write });
    running.health.started();
    log.info('running');
  } catch (error) {
    if (running.health.draining()) return;
    report(log, error);
    await running.held.closeAll(faultyStartCloseMs, log);
    world.exit(exitCodes.failed);
  }
}

function logger(
  world: Surroundings,
  service: string,
  config: Pick<BaseSettings, 'LOG_LEVEL' | 'LOG_FORMAT'>,
): Logger {
  const auto = world.atTerminal ? 'text' : 'json';
  const format: LoggerOptions['format'] = config.LOG_FORMAT === 'auto' ? auto : config.LOG_FORMAT;
  return createLogger({ service, level: config.LOG_LEVEL, format, write: world.write });
}

function obey(running: Running, config: BaseSettings): void {
  const { world, log } = running;
  const stop = stopping(running, {
    drainDelayMs: config.DRAIN_DELAY_MS,
    closeTimeoutMs: config.CLOSE_TIMEOUT_MS,
  });
  world.on('SIGTERM', stop);
  world.on('SIGINT', stop);
  const crash = (err: unknown) => {
    log.fatal({ err }, 'an error nobody caught');
    world.exit(exitCodes.failed);
  };
  world.on('uncaughtException', crash);
  world.on('unhandledRejection', crash);
}

/** Telemetry and the admin server come first, so that they close last: a stopping process can still be watched. */
async function observed(
  { health, held, log }: Running,
  service: string,
  config: BaseSettings,
): Promise<Telemetry> {
  const { openTelemetry } = await import('./open-telemetry.ts');
  const telemetry = await held.use(
    'telemetry',
    openTelemetry({
      service,
      tracesTo: config.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
      sampleRatio: config.TRACE_SAMPLE_RATIO,
      metricsBy: await metricsSending(config),
      projectsMax: config.METRICS_PROJECTS_MAX,
    }),
  );
  const { readiness } = health;
  observeProcess(telemetry);
  observeHealth(telemetry, health);
  const address = { port: config.ADMIN_PORT, host: config.ADMIN_HOST };
  const admin = await held.use(
    'admin server',
    adminServer({ ...address, readiness, metrics: telemetry.metricsHandler }),
  );
  log.info({ adminPort: admin.port }, 'health and metrics are served');
  return telemetry;
}

async function metricsSending(config: BaseSettings): Promise<MetricsSending | null> {
  if (config.OTEL_METRICS_EXPORTER === 'none') return null;
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) {
    throw new StartupFault('settings: OTEL_METRICS_EXPORTER=otlp needs OTEL_EXPORTER_OTLP_ENDPOINT');
  }
  const { metricExporter } = await import('./metric-exporter.ts');
  const exporter = await metricExporter(config.OTEL_EXPORTER_OTLP_PROTOCOL);
  return { exporter, everyMs: config.OTEL_METRIC_EXPORT_INTERVAL };
}

/** A fault its reader can act on is one line; anything else is ours to debug and shows its stack. */
function report(log: Logger, error: unknown): void {
  if (error instanceof StartupFault) {
    log.fatal(error.message);
    log.debug({ err: error }, 'cause');
  } else {
    log.fatal({ err: error }, 'could not start');
  }
}
