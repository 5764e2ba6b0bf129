import { z } from 'zod';
import { type Environment, givenSettings } from './given-settings.ts';
import { choice, milliseconds, port, ratio, url, wholeNumber } from './setting-types.ts';
import { StartupFault } from './startup-fault.ts';

export type SettingsSchema = z.ZodObject;
export type SettingType = z.ZodType;

/** What every process can be told. */
export const baseSettings = z.object({
  ADMIN_PORT: port()
    .default(9464)
    .describe('`/live`, `/ready` and `/metrics`. Not for the public: keep the port inside the cluster.'),
  ADMIN_HOST: z
    .string()
    .default('0.0.0.0')
    .describe('The address ADMIN_PORT listens on; the default is all of them.'),
  LOG_LEVEL: choice('fatal', 'error', 'warn', 'info', 'debug')
    .default('info')
    .describe('What is written: this and everything graver.'),
  LOG_FORMAT: choice('auto', 'json', 'text')
    .default('auto')
    .describe('`auto`: text at a terminal, JSON elsewhere.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https')
    .optional()
    .describe(
      'Where traces go, like `http://collector:4318`; absent, none are made. Other OTEL_* names work as OpenTelemetry documents them.',
    ),
  OTEL_EXPORTER_OTLP_PROTOCOL: choice('http/protobuf', 'http/json', 'grpc')
    .default('http/protobuf')
    .describe('How traces and metrics are sent there.'),
  OTEL_METRICS_EXPORTER: choice('none', 'otlp')
    .default('none')
    .describe('`otlp`: metrics are sent there too. `/metrics` is served in any case.'),
  OTEL_METRIC_EXPORT_INTERVAL: milliseconds()
    .pipe(z.number().min(1_000, 'must be at least 1000'))
    .default(60_000)
    .describe('Milliseconds between two times metrics are sent.'),
  METRICS_PROJECTS_MAX: wholeNumber()
    .pipe(z.number().max(500, 'must be at most 500'))
    .default(20)
    .describe(
      'Projects told apart in metrics: the busiest. All others are one, called `other`; 0 tells none apart.',
    ),
  TRACE_SAMPLE_RATIO: ratio()
    .default(0.01)
    .describe('Share of the requests without a sampled `traceparent` that start a trace.'),
  DRAIN_DELAY_MS: milliseconds()
    .default(0)
    .describe('Time between "not ready" and the first close, for balancers to look away.'),
  CLOSE_TIMEOUT_MS: milliseconds()
    .default(15_000)
    .describe(
      'Time the process is given to finish when it stops, all its parts together; longer than the answers in hand take, which is 8 s at most.',
    ),
});

export type BaseSettings = z.output<typeof baseSettings>;

/**
 * Reads the base settings and a service's own from the environment or the files it names: see `givenSettings`. Throws one
 * StartupFault naming every wrong setting, which never repeats a value: it may be a secret.
 */
export function readSettings<Own extends z.ZodObject>(
  environment: Environment,
  own: Own,
): BaseSettings & z.output<Own> {
  const base = given(environment, baseSettings);
  const rest = given(environment, own);
  const faults = [...base.faults, ...rest.faults];
  if (base.success && rest.success && faults.length === 0) return { ...base.data, ...rest.data };
  throw new StartupFault(`settings: ${[...new Set(faults)].join('; ')}`);
}

function given<Schema extends z.ZodObject>(environment: Environment, schema: Schema) {
  const { values, faults } = givenSettings(environment, Object.keys(schema.shape));
  const parsed = schema.safeParse(values);
  const wrong = (parsed.error?.issues ?? [])
    .map(({ path: [name], message }) => ({ name: String(name ?? ''), message }))
    // Told wrongly, it is absent: to call it missing, too, would mislead.
    .filter(({ name }) => !faults.has(name))
    .map(({ name, message }) => fault(values, name, message));
  return { ...parsed, faults: [...faults.values(), ...wrong] };
}

function fault(values: Environment, name: string, message: string): string {
  if (name === '') return message;
  return values[name] ? `${name} ${message}` : `${name} is missing`;
}
