import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '../..');

export type Condition = 'service_healthy' | 'service_completed_successfully';

/** The part of a service that is read here, in Compose's own names. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: Condition }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>;
  readonly [other: string]: unknown;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** A compose file as Compose reads it: anchors merged, `${NAME:-default}` filled in. */
export function readCompose(path: string, environment: Readonly<Record<string, string>> = {}): ComposeFile {
  const text = readFileSync(join(root, path), 'utf8');
  return filled(parse(text, { merge: true }), environment) as ComposeFile;
}

function filled(value: unknown, environment: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolated(value, environment);
  if (Array.isArray(value)) return value.map((one) => filled(one, environment));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, environment)]));
}

function interpolated(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|\{[^}]+\})/g, (found) => {
    const [, name = '', kind = '', rest = ''] = /^\$\{(\w+)(?::([-?])(.*))?\}$/s.exec(found) ?? [];
    const value = environment[name];
    if (name === '') return '$';
    if (!value && kind === '?') throw new Error(`${name}: ${rest}`);
    return value || (kind === '-' ? rest : '');
  });
}

/** The services in an order in which each comes after those it waits for. */
export function startOrder(services: ComposeFile['services']): readonly string[] {
  const order: string[] = [];
  const visit = (name: string, waiting: readonly string[]) => {
    if (order.includes(name)) return;
    if (waiting.includes(name)) throw new Error(`${[...waiting, name].join(' waits for ')}`);
    for (const before of Object.keys(services[name]?.depends_on ?? {})) visit(before, [...waiting, name]);
    order.push(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return order;
}

export const isBotect = ({ image }: ComposeService): boolean => image.startsWith('botect:');
