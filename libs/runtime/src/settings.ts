import { z } from 'zod';
import { choice, milliseconds, port, ratio, url } from './setting-types.ts';
import { StartupFault } from './startup-fault.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What every process can be told. */
export const baseSettings = z.object({
  /** `/live`, `/ready` and `/metrics`. Not for the public: keep the port inside the cluster. */
  ADMIN_PORT: port().default(9464),
  ADMIN_HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: choice('fatal', 'error', 'warn', 'info', 'debug').default('info'),
  /** `auto`: text at a terminal, JSON elsewhere. */
  LOG_FORMAT: choice('auto', 'json', 'text').default('auto'),
  /** Where traces go, e.g. http://collector:4318; absent, none are made. Other OTEL_* names work as documented there. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
  /** Share of the requests without a sampled `traceparent` that start a trace. */
  TRACE_SAMPLE_RATIO: ratio().default(0.01),
  /** Time between "not ready" and the first close, for balancers to look away. */
  DRAIN_DELAY_MS: milliseconds().default(0),
  /** Time each part is given to finish when the process stops. */
  CLOSE_TIMEOUT_MS: milliseconds().default(10_000),
});

export type BaseSettings = z.output<typeof baseSettings>;

/**
 * Reads the base settings and a service's own from the environment; an empty text counts as absent. Throws one
 * StartupFault naming every wrong setting, which never repeats a value: it may be a secret.
 */
export function readSettings<Own extends z.ZodObject>(
  environment: Environment,
  own: Own,
): BaseSettings & z.output<Own> {
  const base = baseSettings.safeParse(given(environment, baseSettings));
  const rest = own.safeParse(given(environment, own));
  if (base.success && rest.success) return { ...base.data, ...rest.data };
  const issues = [...(base.error?.issues ?? []), ...(rest.error?.issues ?? [])];
  const faults = issues.map(({ path: [name], message }) => fault(environment, String(name ?? ''), message));
  throw new StartupFault(`settings: ${[...new Set(faults)].join('; ')}`);
}

function given(environment: Environment, schema: z.ZodObject): Environment {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name] || undefined]));
}

function fault(environment: Environment, name: string, message: string): string {
  if (name === '') return message;
  return environment[name] ? `${name} ${message}` : `${name} is missing`;
}
